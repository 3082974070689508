package org.jenkinsci.plugins.structs.describable;

import hudson.ExtensionList;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Result;
import hudson.model.TaskListener;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jenkinsci.plugins.structs.SymbolLookup;

/**
 * Turns what scripts hold into what constructors and setters take, and back. It does no more than a
 * real controller's structs plugin: a number is no text, a text is no list of one.
 */
final class Coercion {
  private Coercion() {}

  static Class<?> erased(Type type) {
    if (type instanceof Class) {
      return (Class<?>) type;
    }
    if (type instanceof ParameterizedType) {
      return erased(((ParameterizedType) type).getRawType());
    }
    if (type instanceof WildcardType) {
      return erased(((WildcardType) type).getUpperBounds()[0]);
    }
    if (type instanceof TypeVariable) {
      return erased(((TypeVariable<?>) type).getBounds()[0]);
    }
    Class<?> component = erased(((GenericArrayType) type).getGenericComponentType());
    return Array.newInstance(component, 0).getClass();
  }

  /** What a primitive parameter gets that was not given. */
  static Object absent(Type type) {
    Class<?> raw = erased(type);
    return raw.isPrimitive() ? Array.get(Array.newInstance(raw, 1), 0) : null;
  }

  /**
   * @param where class and parameter, for messages
   * @throws ClassCastException for a value of another kind
   */
  static Object to(Type type, Object given, String where, TaskListener listener) throws Exception {
    Class<?> wanted = boxed(erased(type));
    Object value =
        given instanceof CharSequence && !wanted.isInstance(given) ? given.toString() : given;
    if (value instanceof Number && Number.class.isAssignableFrom(wanted)) {
      value = number(wanted, (Number) value);
    }
    if (value instanceof List && Collection.class.isAssignableFrom(wanted)) {
      return list(element(type), (List<?>) value, where, listener);
    }
    if (value == null || wanted.isInstance(value)) {
      return value;
    }
    if (value instanceof UninstantiatedDescribable) {
      return ((UninstantiatedDescribable) value).instantiate(wanted, listener);
    }
    if (value instanceof Map) {
      return fromMap((Map<?, ?>) value).instantiate(wanted, listener);
    }
    if (value instanceof List && wanted.isArray()) {
      List<Object> items = list(wanted.getComponentType(), (List<?>) value, where, listener);
      return items.toArray((Object[]) Array.newInstance(wanted.getComponentType(), items.size()));
    }
    Object simple = value instanceof String ? text(wanted, (String) value, where) : null;
    if (simple == null) {
      throw new ClassCastException(
          where + " expects " + type + " but received " + value.getClass());
    }
    return simple;
  }

  private static Type element(Type type) {
    return type instanceof ParameterizedType
        ? ((ParameterizedType) type).getActualTypeArguments()[0]
        : Object.class;
  }

  private static List<Object> list(Type element, List<?> given, String where, TaskListener listener)
      throws Exception {
    List<Object> made = new ArrayList<>();
    for (Object item : given) {
      made.add(to(element, item, where, listener));
    }
    return made;
  }

  private static UninstantiatedDescribable fromMap(Map<?, ?> map) {
    Map<String, Object> args = new LinkedHashMap<>();
    map.forEach((key, value) -> args.put(String.valueOf(key), value));
    Object klass = args.remove(DescribableModel.CLAZZ);
    return new UninstantiatedDescribable(null, klass == null ? null : klass.toString(), args);
  }

  /**
   * The class that is meant: by class name (full or simple), by symbol, or the wanted one itself.
   */
  @SuppressWarnings("rawtypes")
  static Class<?> resolve(Class<?> base, String klass, String symbol) {
    if (klass == null && symbol == null) {
      if (Modifier.isAbstract(base.getModifiers())) {
        throw new UnsupportedOperationException(
            "must specify " + DescribableModel.CLAZZ + " with an implementation of " + base);
      }
      return base;
    }
    Set<String> known = new TreeSet<>();
    for (Descriptor descriptor : ExtensionList.lookup(Descriptor.class)) {
      if (!descriptor.isSubTypeOf(base)) {
        continue;
      }
      Class<?> type = descriptor.clazz;
      Set<String> symbols = SymbolLookup.getSymbolValue(descriptor);
      if (klass == null
          ? symbols.contains(symbol)
          : type.getName().equals(klass) || type.getSimpleName().equals(klass)) {
        return type;
      }
      known.addAll(symbols);
    }
    throw new UnsupportedOperationException(
        "no known implementation of "
            + base
            + (klass == null ? " is using symbol '" + symbol + "'" : " is named " + klass)
            + (known.isEmpty() ? "" : "; known: " + String.join(", ", known)));
  }

  /** Null where a text cannot become the type. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Object text(Class<?> wanted, String text, String where) throws Exception {
    if (wanted.isEnum()) {
      return Enum.valueOf((Class<Enum>) wanted, text);
    }
    if (wanted == URL.class) {
      return new URL(text);
    }
    if (wanted == Result.class) {
      return Result.fromString(text);
    }
    if (wanted == Boolean.class) {
      return Boolean.valueOf(text);
    }
    if (wanted == Character.class && text.length() == 1) {
      return text.charAt(0);
    }
    if (Number.class.isAssignableFrom(wanted)) {
      try {
        return wanted == Integer.class
            ? Integer.valueOf(text)
            : wanted == Long.class ? Long.valueOf(text) : (Object) Double.valueOf(text);
      } catch (NumberFormatException e) {
        throw new ClassCastException(
            where
                + " expects "
                + wanted
                + " but was unable to coerce the received value \""
                + text
                + "\" to that type");
      }
    }
    return null;
  }

  private static Object number(Class<?> wanted, Number value) {
    return wanted == Integer.class
        ? (Object) value.intValue()
        : wanted == Long.class
            ? (Object) value.longValue()
            : wanted == Double.class ? (Object) value.doubleValue() : value;
  }

  private static Class<?> boxed(Class<?> type) {
    return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0).getClass() : type;
  }

  /** The plain form of a setting's value. */
  static Object from(Object value, Type type) {
    if (value instanceof Collection || value instanceof Object[]) {
      Collection<?> items =
          value instanceof Collection ? (Collection<?>) value : Arrays.asList((Object[]) value);
      List<Object> list = new ArrayList<>();
      items.forEach(item -> list.add(from(item, element(type))));
      return list;
    }
    if (value instanceof Describable) {
      UninstantiatedDescribable nested = DescribableModel.uninstantiate2_(value);
      if (value.getClass() != erased(type)) {
        nested.setKlass(value.getClass().getSimpleName());
      }
      return nested;
    }
    return value instanceof Enum || value instanceof URL ? value.toString() : value;
  }
}
