package org.jenkinsci.plugins.structs.describable;

import com.cloudbees.plugins.credentials.SecretBytes;
import hudson.ExtensionList;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Result;
import hudson.model.TaskListener;
import hudson.util.Secret;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.SymbolLookup;

/** Turns what scripts and files hold into what constructors and setters take, and back. */
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
    return Array.newInstance(erased(((GenericArrayType) type).getGenericComponentType()), 0)
        .getClass();
  }

  /**
   * @param where class and parameter, for messages
   */
  static Object to(Type type, Object value, String where, TaskListener listener) {
    Class<?> wanted = erased(type);
    if (value == null) {
      return wanted.isPrimitive() ? Array.get(Array.newInstance(wanted, 1), 0) : null;
    }
    if (Collection.class.isAssignableFrom(wanted)
        || wanted.isArray() && !wanted.isInstance(value)) {
      return collection(type, wanted, value, where, listener);
    }
    Object made = describable(wanted, value, where, listener);
    if (made != null) {
      return made;
    }
    Class<?> boxed = boxed(wanted);
    if (boxed.isInstance(value)) {
      return value;
    }
    Object simple = simple(boxed, value, where);
    if (simple != null) {
      return simple;
    }
    throw new IllegalArgumentException(
        where + " expects " + type.getTypeName() + " but received " + value.getClass());
  }

  private static Object describable(
      Class<?> wanted, Object value, String where, TaskListener listener) {
    if (wanted == Object.class || Map.class.isAssignableFrom(wanted)) {
      return null;
    }
    UninstantiatedDescribable given;
    if (value instanceof UninstantiatedDescribable) {
      given = (UninstantiatedDescribable) value;
    } else if (value instanceof Map) {
      given = fromMap((Map<?, ?>) value);
    } else {
      return null;
    }
    try {
      return given.instantiate(wanted, listener);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
    }
  }

  private static UninstantiatedDescribable fromMap(Map<?, ?> map) {
    Map<String, Object> args = new LinkedHashMap<>();
    map.forEach((key, value) -> args.put(String.valueOf(key), value));
    Object klass = args.remove(DescribableModel.CLAZZ);
    Object symbol = args.remove(DescribableModel.SYMBOL);
    return new UninstantiatedDescribable(
        symbol == null ? null : symbol.toString(), klass == null ? null : klass.toString(), args);
  }

  /**
   * The class that is meant: by class name (full or simple), by symbol, or the wanted one itself.
   */
  @SuppressWarnings("rawtypes")
  static Class<?> resolve(Class<?> base, String klass, String symbol) {
    if (klass == null && symbol == null) {
      return base;
    }
    List<String> known = new ArrayList<>();
    for (Descriptor descriptor : ExtensionList.lookup(Descriptor.class)) {
      if (!descriptor.isSubTypeOf(base)) {
        continue;
      }
      Set<String> symbols = SymbolLookup.getSymbolValue(descriptor);
      boolean named =
          klass == null
              ? symbols.contains(symbol)
              : descriptor.clazz.getName().equals(klass)
                  || descriptor.clazz.getSimpleName().equals(klass);
      if (named) {
        return descriptor.clazz;
      }
      known.addAll(symbols);
    }
    if (klass != null && base.getName().equals(klass)) {
      return base;
    }
    throw new UnsupportedOperationException(
        "no known implementation of "
            + base
            + " is named "
            + (klass == null ? symbol : klass)
            + (known.isEmpty() ? "" : "; known: " + String.join(", ", known)));
  }

  private static Object collection(
      Type type, Class<?> wanted, Object value, String where, TaskListener listener) {
    Collection<?> given =
        value instanceof Collection
            ? (Collection<?>) value
            : value instanceof Object[] ? Arrays.asList((Object[]) value) : List.of(value);
    Type element =
        wanted.isArray()
            ? wanted.getComponentType()
            : type instanceof ParameterizedType
                ? ((ParameterizedType) type).getActualTypeArguments()[0]
                : Object.class;
    List<Object> made = new ArrayList<>();
    for (Object item : given) {
      made.add(to(element, item, where, listener));
    }
    if (wanted.isArray()) {
      Object array = Array.newInstance(wanted.getComponentType(), made.size());
      for (int i = 0; i < made.size(); i++) {
        Array.set(array, i, made.get(i));
      }
      return array;
    }
    return Set.class.isAssignableFrom(wanted) ? new java.util.LinkedHashSet<>(made) : made;
  }

  /** Null where the value cannot become the type. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Object simple(Class<?> wanted, Object value, String where) {
    if (wanted == String.class) {
      return value instanceof CharSequence
              || value instanceof Number
              || value instanceof Boolean
              || value instanceof Character
              || value instanceof Enum
              || value instanceof java.net.URL
          ? value.toString()
          : null;
    }
    if (value instanceof Number && Number.class.isAssignableFrom(wanted)) {
      return number(wanted, (Number) value);
    }
    if (!(value instanceof CharSequence)) {
      return null;
    }
    String text = value.toString();
    if (wanted.isEnum()) {
      return Enum.valueOf((Class<Enum>) wanted, text);
    }
    if (wanted == Secret.class) {
      return Secret.fromString(text);
    }
    if (wanted == SecretBytes.class) {
      return SecretBytes.fromString(text);
    }
    if (wanted == Result.class) {
      return Result.fromString(text);
    }
    if (wanted == Boolean.class && (text.equals("true") || text.equals("false"))) {
      return Boolean.valueOf(text);
    }
    if (Number.class.isAssignableFrom(wanted)) {
      try {
        return number(wanted, new java.math.BigDecimal(text));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            where + " expects a number but received '" + text + "'", e);
      }
    }
    if (java.net.URL.class == wanted) {
      try {
        return new java.net.URL(text);
      } catch (java.net.MalformedURLException e) {
        throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
      }
    }
    return null;
  }

  private static Object number(Class<?> wanted, Number value) {
    if (wanted == Integer.class) {
      return value.intValue();
    }
    if (wanted == Long.class) {
      return value.longValue();
    }
    if (wanted == Double.class) {
      return value.doubleValue();
    }
    return wanted == Float.class ? (Object) value.floatValue() : null;
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
      items.forEach(item -> list.add(from(item, Object.class)));
      return list;
    }
    if (value instanceof Describable) {
      return DescribableModel.uninstantiate2_(value);
    }
    if (value instanceof Enum) {
      return ((Enum<?>) value).name();
    }
    return value instanceof Secret ? ((Secret) value).getEncryptedValue() : value;
  }
}
