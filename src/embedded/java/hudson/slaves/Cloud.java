package hudson.slaves;

import hudson.ExtensionPoint;
import hudson.model.Describable;

/** Where agents come from. The embedded controller starts none: it only knows where that is. */
public abstract class Cloud implements ExtensionPoint, Describable<Cloud> {
  public String name;

  protected Cloud(String name) {
    this.name = name;
  }

  public String getDisplayName() {
    return name;
  }
}
