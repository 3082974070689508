package io.jenkins.embedded.controller.sandbox;

import groovy.lang.Closure;
import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyObject;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** Reads classes by reflection: whose they are and which members carry {@link Whitelisted}. */
final class Members {
  private static final ConcurrentHashMap<String, Boolean> DECISIONS = new ConcurrentHashMap<>();

  private Members() {}

  /** Compiled from a Jenkinsfile or a library. */
  static boolean isScriptClass(Class<?> type) {
    return type.getClassLoader() instanceof GroovyClassLoader
        && GroovyObject.class.isAssignableFrom(type);
  }

  /**
   * A class of the plugin, of Jenkins or of the embedded controller: {@code @Whitelisted} decides.
   */
  static boolean isOurs(Class<?> type) {
    String name = type.getName();
    return name.startsWith("io.jenkins.")
        || name.startsWith("hudson.")
        || name.startsWith("jenkins.")
        || name.startsWith("org.jenkinsci.")
        || name.startsWith("com.cloudbees.");
  }

  /** What a closure of a script may have as its delegate for its properties. */
  static boolean isPlainDelegate(Object object) {
    return object instanceof Map || isScriptClass(object.getClass());
  }

  static boolean isDeclaredByScript(Class<?> type, String method) {
    for (Class<?> c = type; c != null && isScriptClass(c); c = c.getSuperclass()) {
      for (Method declared : c.getDeclaredMethods()) {
        if (declared.getName().equals(method) && !method.endsWith("MetaClass")) {
          return true;
        }
      }
    }
    return false;
  }

  static boolean hasMethod(Class<?> type, String name) {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the type has a public method of that name that takes the arguments as they are. */
  static boolean accepts(Class<?> type, String name, Object[] arguments) {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name)
          && (method.isVarArgs() || takes(method.getParameterTypes(), arguments))) {
        return true;
      }
    }
    return false;
  }

  private static boolean takes(Class<?>[] parameters, Object[] arguments) {
    if (parameters.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < parameters.length; i++) {
      boolean plain = parameters[i].isPrimitive() && !(arguments[i] instanceof Closure);
      if (!plain && arguments[i] != null && !parameters[i].isInstance(arguments[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether the type has a public method or field of that name. */
  static boolean has(Class<?> type, String name) {
    return DECISIONS.computeIfAbsent(
        type.getName() + "!" + name,
        k -> {
          for (Field field : type.getFields()) {
            if (field.getName().equals(name)) {
              return true;
            }
          }
          return hasMethod(type, name);
        });
  }

  static boolean isWhitelistedMethod(Class<?> type, String name) {
    return DECISIONS.computeIfAbsent(type.getName() + "#" + name, k -> annotated(type, name));
  }

  private static boolean annotated(Class<?> type, String name) {
    if (type == null) {
      return false;
    }
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name) && isMarked(method)) {
        return true;
      }
    }
    for (Class<?> parent : type.getInterfaces()) {
      if (annotated(parent, name)) {
        return true;
      }
    }
    return annotated(type.getSuperclass(), name);
  }

  static boolean hasWhitelistedMethod(Class<?> type) {
    for (Method method : type.getDeclaredMethods()) {
      if (isMarked(method)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a class of the script, not one that it extends, has that field. */
  static boolean isFieldOfScript(Class<?> type, String name) {
    for (Class<?> c = type; c != null && isScriptClass(c); c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.getName().equals(name) && !field.isSynthetic() && !name.equals("metaClass")) {
          return true;
        }
      }
    }
    return false;
  }

  static boolean isWhitelistedConstructor(Class<?> type) {
    for (Constructor<?> constructor : type.getConstructors()) {
      if (isMarked(constructor)) {
        return true;
      }
    }
    return false;
  }

  static boolean isWhitelistedProperty(Class<?> type, String property) {
    if (isWhitelistedMethod(type, "get" + capital(property))
        || isWhitelistedMethod(type, "is" + capital(property))) {
      return true;
    }
    for (Field field : type.getFields()) {
      if (field.getName().equals(property) && isMarked(field)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMarked(AnnotatedElement member) {
    return member.isAnnotationPresent(Whitelisted.class);
  }

  static String capital(String property) {
    return property.isEmpty()
        ? property
        : property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
  }

  /** Whether {@code map.name(…)} calls a closure that is the entry of that name. */
  static boolean callsEntry(Map<?, ?> map, String method) {
    boolean plain = map.getClass().getName().startsWith("java.util.");
    return plain && !hasMethod(map.getClass(), method) && map.get(method) instanceof Closure;
  }
}
