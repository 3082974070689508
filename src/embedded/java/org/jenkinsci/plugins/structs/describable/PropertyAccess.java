package org.jenkinsci.plugins.structs.describable;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Reads a setting by getter or public field, and writes an optional one. */
final class PropertyAccess {
  private final Class<?> owner;
  private final String name;
  private final Method setter;
  private final Field field;

  /**
   * @param setter null for a parameter of the constructor, or where a field is written
   */
  PropertyAccess(Class<?> owner, String name, Method setter, Field field) {
    this.owner = owner;
    this.name = name;
    this.setter = setter;
    this.field = field;
  }

  void set(Object target, Object value) throws ReflectiveOperationException {
    if (setter != null) {
      setter.invoke(target, value);
    } else {
      field.set(target, value);
    }
  }

  Object get(Object target) {
    String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    try {
      for (String prefix : new String[] {"get", "is"}) {
        for (Method method : owner.getMethods()) {
          if (method.getName().equals(prefix + capital) && method.getParameterCount() == 0) {
            method.setAccessible(true);
            return method.invoke(target);
          }
        }
      }
      return owner.getField(name).get(target);
    } catch (NoSuchFieldException e) {
      throw new UnsupportedOperationException(
          "no public field '" + name + "' or getter 'get" + capital + "' in " + owner.getName());
    } catch (IllegalAccessException e) {
      throw new UnsupportedOperationException("cannot read " + name + " of " + owner.getName(), e);
    } catch (InvocationTargetException e) {
      throw new UnsupportedOperationException(
          "cannot read " + name + " of " + owner.getName(), e.getCause());
    }
  }
}
