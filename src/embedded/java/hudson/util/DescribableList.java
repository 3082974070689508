package hudson.util;

import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Saveable;
import java.util.ArrayList;
import java.util.List;

/** Describables of several kinds, at most one of each. */
public class DescribableList<T extends Describable<T>, D extends Descriptor<T>> {
  private final List<T> items = new ArrayList<>();

  public DescribableList(Saveable owner) {}

  /** The one of this kind, or {@code null}. */
  public T get(D descriptor) {
    return items.stream().filter(i -> i.getDescriptor() == descriptor).findFirst().orElse(null);
  }
}
