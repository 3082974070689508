package io.jenkins.embedded.controller;

import hudson.init.Terminator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;

/** Calls the plugin's {@code @Terminator} methods; a failing one is logged. */
final class Terminators {
  private static final Logger LOGGER = Logger.getLogger(Terminators.class.getName());

  private Terminators() {}

  static void run() {
    ClassLoader loader = Terminators.class.getClassLoader();
    for (IndexItem<Terminator, Object> item : Index.load(Terminator.class, Object.class, loader)) {
      try {
        Method method = (Method) item.element();
        method.setAccessible(true);
        method.invoke(null);
      } catch (InvocationTargetException e) {
        LOGGER.log(Level.WARNING, item.className() + "." + item.memberName(), e.getCause());
      } catch (InstantiationException | IllegalAccessException e) {
        LOGGER.log(Level.WARNING, item.className() + "." + item.memberName(), e);
      }
    }
  }
}
