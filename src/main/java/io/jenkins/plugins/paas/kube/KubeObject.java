package io.jenkins.plugins.paas.kube;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Any Kubernetes object as the tree that its JSON is, so that every custom resource works. The tree
 * is not copied: who changes it owns it.
 */
public final class KubeObject {

  private final Map<String, Object> tree;

  public KubeObject(Map<String, Object> tree) {
    this.tree = Objects.requireNonNull(tree);
  }

  public Map<String, Object> tree() {
    return tree;
  }

  public String apiVersion() {
    return text(tree, "apiVersion");
  }

  public String kind() {
    return text(tree, "kind");
  }

  public String name() {
    return text("metadata", "name");
  }

  /** Empty for cluster-scoped objects and where the manifest does not say. */
  public String namespace() {
    return text("metadata", "namespace");
  }

  public ObjectRef ref() {
    return new ObjectRef(apiVersion(), kind(), namespace(), name());
  }

  /** The text at a path, or "" where there is none. */
  public String text(String... path) {
    Object value = at(path);
    return value == null ? "" : value.toString();
  }

  /** The number at a path, or the other value where there is none. */
  public long number(long otherwise, String... path) {
    return at(path) instanceof Number number ? number.longValue() : otherwise;
  }

  /** The mapping at a path, or an empty one. */
  @SuppressWarnings("unchecked")
  public Map<String, Object> map(String... path) {
    return at(path) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** The mappings of the list at a path. */
  public List<Map<String, Object>> maps(String... path) {
    return mapsOf(at(path));
  }

  /** The value at a path, or {@code null}. */
  public Object at(String... path) {
    Object value = tree;
    for (String key : path) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value;
  }

  /** The entry of {@code status.conditions} of this type, or an empty mapping. */
  public Map<String, Object> condition(String type) {
    return maps("status", "conditions").stream()
        .filter(c -> text(c, "type").equals(type))
        .findFirst()
        .orElse(Map.of());
  }

  /** The mapping at a path, made where there is none. */
  @SuppressWarnings("unchecked")
  public Map<String, Object> ensure(String... path) {
    Map<String, Object> map = tree;
    for (String key : path) {
      Object next = map.get(key);
      if (!(next instanceof Map)) {
        next = new LinkedHashMap<String, Object>();
        map.put(key, next);
      }
      map = (Map<String, Object>) next;
    }
    return map;
  }

  public KubeObject copy() {
    return new KubeObject(copyOf(tree));
  }

  static String text(Map<String, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? "" : value.toString();
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Map<String, ?> map, String key) {
    return map.get(key) instanceof Map<?, ?> found ? (Map<String, Object>) found : Map.of();
  }

  static List<Map<String, Object>> maps(Map<String, ?> map, String key) {
    return mapsOf(map.get(key));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> mapsOf(Object value) {
    List<Map<String, Object>> maps = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map) {
          maps.add((Map<String, Object>) map);
        }
      }
    }
    return maps;
  }

  private static Map<String, Object> copyOf(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), copyOfValue(value)));
    return copy;
  }

  private static Object copyOfValue(Object value) {
    if (value instanceof Map<?, ?> map) {
      return copyOf(map);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(item -> copy.add(copyOfValue(item)));
      return copy;
    }
    return value;
  }

  @Override
  public String toString() {
    return ref().toString();
  }
}
