package hudson.util;

import hudson.model.Saveable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/** A list that belongs to something that is saved. */
public class PersistedList<T> extends AbstractList<T> {
  private final List<T> items = new ArrayList<>();

  public PersistedList(Saveable owner) {}

  @Override
  public T get(int index) {
    return items.get(index);
  }

  @Override
  public int size() {
    return items.size();
  }
}
