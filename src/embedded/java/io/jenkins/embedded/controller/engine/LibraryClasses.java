package io.jenkins.embedded.controller.engine;

import groovy.lang.GroovyClassLoader;
import groovy.lang.MissingPropertyException;
import io.jenkins.embedded.controller.sandbox.RejectedAccess;
import io.jenkins.embedded.controller.sandbox.ScriptFacing;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * {@code library('x').com.acme.Shop.new(…)}: packages, classes, their constructors and their static
 * members, for classes of that library alone.
 */
final class LibraryClasses implements ScriptFacing {
  private final Path sources;
  private final GroovyClassLoader loader;
  private final String prefix;
  private final Class<?> type;

  LibraryClasses(Path sources, GroovyClassLoader loader) {
    this(sources, loader, "", null);
  }

  private LibraryClasses(Path sources, GroovyClassLoader loader, String prefix, Class<?> type) {
    this.sources = sources;
    this.loader = loader;
    this.prefix = prefix;
    this.type = type;
  }

  @Override
  public boolean dispatches(String method) {
    return true;
  }

  @Override
  public Object dispatch(String method, Object[] arguments) {
    if (type == null) {
      throw new NoSuchMethodError("'" + prefix + "' is no class of the library");
    }
    if (method.equals("new")) {
      return InvokerHelper.invokeConstructorOf(type, arguments);
    }
    for (Class<?> c = type; isOfScript(c); c = c.getSuperclass()) {
      for (Method declared : c.getDeclaredMethods()) {
        if (declared.getName().equals(method) && isOpen(declared.getModifiers())) {
          return InvokerHelper.invokeStaticMethod(type, method, arguments);
        }
      }
    }
    throw new NoSuchMethodError(prefix + " has no public static method '" + method + "'");
  }

  private static boolean isOfScript(Class<?> c) {
    return c != null && c.getClassLoader() instanceof GroovyClassLoader;
  }

  private static boolean isOpen(int modifiers) {
    return Modifier.isPublic(modifiers) && Modifier.isStatic(modifiers);
  }

  @Override
  public Object read(String property) {
    if (type == null) {
      return child(property);
    }
    try {
      Field field = type.getDeclaredField(property);
      if (isOpen(field.getModifiers())) {
        return field.get(null);
      }
    } catch (ReflectiveOperationException e) {
      // a property of Groovy has a private field and a getter
    }
    return dispatch(
        "get" + property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1),
        new Object[0]);
  }

  private LibraryClasses child(String name) {
    String full = prefix.isEmpty() ? name : prefix + "." + name;
    Path place = sources.resolve(full.replace('.', '/'));
    if (Files.isRegularFile(Path.of(place + ".groovy"))) {
      try {
        return new LibraryClasses(sources, loader, full, loader.loadClass(full));
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("library class " + full + ": " + e.getMessage(), e);
      }
    }
    if (!Files.isDirectory(place)) {
      throw new MissingPropertyException("the library has no package or class " + full);
    }
    return new LibraryClasses(sources, loader, full, null);
  }

  @Override
  public void write(String property, Object value) {
    throw new RejectedAccess("a library's " + prefix + "." + property + " cannot be set");
  }
}
