package hudson.model;

import hudson.ExtensionPoint;
import hudson.security.Permission;
import jenkins.model.Jenkins;

/** A page under Manage Jenkins; the embedded controller has no pages, and only keeps the object. */
public abstract class ManagementLink implements ExtensionPoint, Action {

  /** Null hides it. */
  @Override
  public abstract String getIconFileName();

  public String getDescription() {
    return "";
  }

  @Override
  public abstract String getUrlName();

  /** What one needs to see it. */
  public Permission getRequiredPermission() {
    return Jenkins.ADMINISTER;
  }

  public Category getCategory() {
    return Category.UNCATEGORIZED;
  }

  /** Where it stands. */
  public enum Category {
    STATUS,
    UNCATEGORIZED
  }
}
