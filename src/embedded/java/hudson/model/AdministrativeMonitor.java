package hudson.model;

import hudson.ExtensionPoint;
import org.kohsuke.stapler.StaplerProxy;

/** Something that administrators should know; the embedded controller shows it to nobody. */
public abstract class AdministrativeMonitor implements ExtensionPoint, StaplerProxy {

  public final String id;

  protected AdministrativeMonitor() {
    this.id = getClass().getName();
  }

  public String getDisplayName() {
    return id;
  }

  /** Whether there is something to say now. */
  public abstract boolean isActivated();

  @Override
  public Object getTarget() {
    return this;
  }
}
