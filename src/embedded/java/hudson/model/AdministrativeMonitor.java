package hudson.model;

import hudson.ExtensionList;
import hudson.ExtensionPoint;

/** Something that an administrator should know. */
public abstract class AdministrativeMonitor implements ModelObject, ExtensionPoint {
  public final String id;

  protected AdministrativeMonitor() {
    this.id = getClass().getName();
  }

  public abstract boolean isActivated();

  public boolean isSecurity() {
    return false;
  }

  @Override
  public String getDisplayName() {
    return id;
  }

  public static ExtensionList<AdministrativeMonitor> all() {
    return ExtensionList.lookup(AdministrativeMonitor.class);
  }
}
