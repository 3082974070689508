package io.jenkins.embedded.controller;

import hudson.Extension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;
import net.java.sezpoz.IndexItem;

/**
 * The extensions of a controller: of plugins by the index that the compiler wrote, of the embedded
 * root by a list. One object for each class, made when first asked for.
 */
public final class ExtensionIndex {
  private static final Map<Jenkins, ExtensionIndex> INDEXES = new WeakHashMap<>();

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Class<?>, Object> instances = new ConcurrentHashMap<>();

  private ExtensionIndex() {
    BuiltInExtensions.classes().forEach(c -> entries.add(new Entry(c, 0)));
    for (IndexItem<Extension, Object> item : OwnIndex.of(Extension.class)) {
      Class<?> type = linked(item);
      if (type != null) {
        entries.add(new Entry(type, item.annotation().ordinal()));
      }
    }
    entries.sort(Comparator.comparingDouble(e -> -e.ordinal));
  }

  public static synchronized ExtensionIndex of(Jenkins jenkins) {
    return INDEXES.computeIfAbsent(jenkins, j -> new ExtensionIndex());
  }

  /** Null for an optional extension whose classes are not all there. */
  private static Class<?> linked(IndexItem<Extension, Object> item) {
    try {
      if (item.kind() != java.lang.annotation.ElementType.TYPE) {
        throw new IllegalStateException(
            "@Extension on "
                + item.className()
                + "."
                + item.memberName()
                + ": the embedded controller reads it on classes only");
      }
      boolean optional = item.annotation().optional();
      Class<?> type =
          Class.forName(item.className(), optional, ExtensionIndex.class.getClassLoader());
      if (optional) {
        type.getDeclaredMethods(); // a class of an absent plugin shows here, not at first use
      }
      return type;
    } catch (ClassNotFoundException | LinkageError e) {
      if (item.annotation().optional()) {
        return null;
      }
      throw new IllegalStateException("extension " + item.className() + " cannot be loaded", e);
    }
  }

  public <T> List<T> instancesOf(Class<T> type) {
    List<T> found = new ArrayList<>();
    for (Entry entry : entries) {
      if (type.isAssignableFrom(entry.type)) {
        found.add(type.cast(instance(entry.type)));
      }
    }
    return found;
  }

  // not computeIfAbsent: a constructor may ask for other extensions
  private Object instance(Class<?> type) {
    synchronized (instances) {
      Object present = instances.get(type);
      if (present != null) {
        return present;
      }
      try {
        java.lang.reflect.Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object made = constructor.newInstance();
        Object earlier = instances.putIfAbsent(type, made);
        return earlier == null ? made : earlier;
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("extension " + type.getName() + " cannot be made", e);
      }
    }
  }

  private static final class Entry {
    final Class<?> type;
    final double ordinal;

    Entry(Class<?> type, double ordinal) {
      this.type = type;
      this.ordinal = ordinal;
    }
  }
}
