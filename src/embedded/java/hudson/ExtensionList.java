package hudson;

import io.jenkins.embedded.controller.ExtensionIndex;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import jenkins.model.Jenkins;

/**
 * All extensions of one type, highest ordinal first.
 *
 * <p>Read from the index on first use. What is added later (by a test) is held in memory only.
 */
public class ExtensionList<T> extends AbstractList<T> {
  public final Jenkins jenkins;
  public final Class<T> extensionType;
  private List<T> components;

  protected ExtensionList(Jenkins jenkins, Class<T> extensionType) {
    this.jenkins = jenkins;
    this.extensionType = extensionType;
  }

  private synchronized List<T> loaded() {
    if (components == null) {
      components = new ArrayList<>(load());
    }
    return components;
  }

  /** Called once; a subclass may supply other components than the index has. */
  protected List<T> load() {
    return ExtensionIndex.of(jenkins).instancesOf(extensionType);
  }

  /** The component of exactly this class, or null. */
  public <U extends T> U get(Class<U> type) {
    for (T component : this) {
      if (component.getClass() == type) {
        return type.cast(component);
      }
    }
    return null;
  }

  /** As {@link #get(Class)}, but a missing component is an error. */
  public <U extends T> U getInstance(Class<U> type) {
    U found = get(type);
    if (found == null) {
      throw new IllegalStateException("no extension of class " + type.getName());
    }
    return found;
  }

  @Override
  public T get(int index) {
    return loaded().get(index);
  }

  @Override
  public int size() {
    return loaded().size();
  }

  @Override
  public synchronized void add(int index, T element) {
    List<T> changed = new ArrayList<>(loaded());
    changed.add(index, element);
    components = changed;
  }

  @Override
  public synchronized boolean remove(Object o) {
    List<T> changed = new ArrayList<>(loaded());
    boolean removed = changed.remove(o);
    components = changed;
    return removed;
  }

  @Override
  public boolean removeAll(Collection<?> c) {
    boolean removed = false;
    for (Object o : List.copyOf(c)) {
      removed |= remove(o);
    }
    return removed;
  }

  /** A list for {@link Jenkins#getExtensionList(Class)}; everyone else uses {@link #lookup}. */
  public static <T> ExtensionList<T> create(Jenkins jenkins, Class<T> type) {
    return new ExtensionList<>(jenkins, type);
  }

  public static <T> ExtensionList<T> lookup(Class<T> type) {
    return Jenkins.get().getExtensionList(type);
  }

  /** The one extension of a type; several or none is an {@link IllegalStateException}. */
  public static <U> U lookupSingleton(Class<U> type) {
    ExtensionList<U> all = lookup(type);
    if (all.size() != 1) {
      throw new IllegalStateException(
          "expected one extension of " + type.getName() + ", found " + all.size());
    }
    return all.get(0);
  }
}
