package hudson.util;

import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Saveable;

/** Describables of several kinds, at most one of each. */
public class DescribableList<T extends Describable<T>, D extends Descriptor<T>>
    extends PersistedList<T> {

  public DescribableList(Saveable owner) {
    super(owner);
  }

  /** The one of this kind, or {@code null}. */
  public T get(D descriptor) {
    return stream().filter(i -> i.getDescriptor() == descriptor).findFirst().orElse(null);
  }
}
