package org.jenkinsci.plugins.structs.describable;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Finds what data binding may use of a class. */
final class BoundMembers {
  private BoundMembers() {}

  @SuppressWarnings("unchecked")
  static <T> Constructor<T> constructor(Class<T> type) {
    if (!Modifier.isAbstract(type.getModifiers())) {
      for (Constructor<?> constructor : type.getConstructors()) {
        if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
          return (Constructor<T>) constructor;
        }
      }
    }
    throw new org.kohsuke.stapler.NoStaplerConstructorException(
        "There's no @DataBoundConstructor on any constructor of " + type);
  }

  static Map<String, DescribableParameter> parameters(Class<?> type, Constructor<?> constructor) {
    Map<String, DescribableParameter> all = new LinkedHashMap<>();
    for (Parameter p : constructor.getParameters()) {
      all.put(
          p.getName(),
          new DescribableParameter(
              p.getName(),
              p.getParameterizedType(),
              true,
              new PropertyAccess(type, p.getName(), null, null)));
    }
    optional(type).forEach(all::putIfAbsent);
    return all;
  }

  private static Map<String, DescribableParameter> optional(Class<?> type) {
    Map<String, DescribableParameter> sorted = new TreeMap<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.isAnnotationPresent(DataBoundSetter.class)) {
          field.setAccessible(true);
          String name = field.getName();
          sorted.putIfAbsent(
              name,
              new DescribableParameter(
                  name,
                  field.getGenericType(),
                  false,
                  new PropertyAccess(type, name, null, field)));
        }
      }
      for (Method method : c.getDeclaredMethods()) {
        if (isSetter(method)) {
          method.setAccessible(true);
          String name = decapitalized(method.getName().substring(3));
          sorted.putIfAbsent(
              name,
              new DescribableParameter(
                  name,
                  method.getGenericParameterTypes()[0],
                  false,
                  new PropertyAccess(type, name, method, null)));
        }
      }
    }
    return sorted;
  }

  private static boolean isSetter(Method method) {
    return method.isAnnotationPresent(DataBoundSetter.class)
        && method.getName().startsWith("set")
        && method.getName().length() > 3
        && method.getParameterCount() == 1
        && !method.isBridge();
  }

  private static String decapitalized(String name) {
    return java.beans.Introspector.decapitalize(name);
  }
}
