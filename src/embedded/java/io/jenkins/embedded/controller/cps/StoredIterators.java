package io.jenkins.embedded.controller.cps;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Iterators that survive serialisation, as a Groovy category: the Pipeline plugin brings the like
 * (its class IteratorHack), so that loops over collections may hold steps.
 */
public final class StoredIterators {
  private StoredIterators() {}

  public static <E> Iterator<E> iterator(List<E> list) {
    return new Stored<>(new ArrayList<>(list));
  }

  public static <E> Iterator<E> iterator(Set<E> set) {
    return new Stored<>(new ArrayList<>(set));
  }

  public static <E> Iterator<E> iterator(E[] array) {
    return new Stored<>(new ArrayList<>(Arrays.asList(array)));
  }

  public static <K, V> Iterator<Map.Entry<K, V>> iterator(Map<K, V> map) {
    return new Stored<>(new ArrayList<>(entrySet(map)));
  }

  public static <K, V> Collection<Map.Entry<K, V>> entrySet(Map<K, V> map) {
    List<Map.Entry<K, V>> entries = new ArrayList<>();
    map.forEach((key, value) -> entries.add(new java.util.AbstractMap.SimpleEntry<>(key, value)));
    return entries;
  }

  private static final class Stored<E> implements Iterator<E>, Serializable {
    private static final long serialVersionUID = 1L;
    private final ArrayList<E> elements;
    private int next;

    Stored(ArrayList<E> elements) {
      this.elements = elements;
    }

    @Override
    public boolean hasNext() {
      return next < elements.size();
    }

    @Override
    public E next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return elements.get(next++);
    }
  }
}
