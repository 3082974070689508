package io.jenkins.embedded.controller;

import hudson.init.Terminator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Calls the plugin's {@code @Terminator} methods, found by the index; a failing one is logged. */
final class Terminators {

  private static final Logger LOGGER = Logger.getLogger(Terminators.class.getName());
  private static final String INDEX = "/META-INF/annotations/" + Terminator.class.getName();

  private Terminators() {}

  static void run() {
    for (String className : classNames()) {
      try {
        for (Method method : Class.forName(className).getDeclaredMethods()) {
          if (method.isAnnotationPresent(Terminator.class)) {
            method.invoke(null);
          }
        }
      } catch (ReflectiveOperationException | LinkageError e) {
        LOGGER.log(Level.WARNING, "A terminator failed: " + className, e);
      }
    }
  }

  private static List<String> classNames() {
    try (InputStream in = Terminators.class.getResourceAsStream(INDEX)) {
      if (in == null) {
        throw new IllegalStateException(INDEX + " is missing: the build did not write it");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(INDEX + " cannot be read", e);
    }
  }
}
