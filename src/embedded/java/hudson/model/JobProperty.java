package hudson.model;

import hudson.ExtensionPoint;

/** A setting of a job. */
public abstract class JobProperty<J extends Job<?, ?>>
    implements Describable<JobProperty<?>>, ExtensionPoint {
  protected transient J owner;

  protected void setOwner(J owner) {
    this.owner = owner;
  }
}
