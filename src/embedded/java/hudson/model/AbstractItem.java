package hudson.model;

import hudson.security.ACL;
import java.io.File;
import java.io.IOException;
import jenkins.model.Jenkins;

/** An item that is kept in a directory of its own. */
public abstract class AbstractItem extends Actionable implements Item {
  protected transient String name;
  protected volatile String description;
  private final transient ItemGroup<? extends Item> parent;

  protected AbstractItem(ItemGroup<? extends Item> parent, String name) {
    this.parent = parent;
    this.name = name;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String getDisplayName() {
    return name;
  }

  @Override
  public ItemGroup<? extends Item> getParent() {
    return parent;
  }

  public String getDescription() {
    return description;
  }

  public void setDescription(String description) throws IOException {
    this.description = description;
    save();
  }

  @Override
  public final String getFullName() {
    String prefix = parent.getFullName();
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  @Override
  public final String getFullDisplayName() {
    String prefix = parent.getFullDisplayName();
    return prefix.isEmpty() ? getDisplayName() : prefix + " » " + getDisplayName();
  }

  @Override
  public final String getUrl() {
    return parent.getUrl() + "job/" + name + "/";
  }

  public final String getAbsoluteUrl() {
    return Jenkins.get().getRootUrl() + getUrl();
  }

  @Override
  public File getRootDir() {
    return this instanceof TopLevelItem
        ? Jenkins.get().getRootDirFor((TopLevelItem) this)
        : new File(Jenkins.get().getRootDir(), "jobs/" + getFullName());
  }

  @Override
  public ACL getACL() {
    return Jenkins.get().getACL();
  }

  @Override
  public String toString() {
    return getClass().getName() + "[" + getFullName() + "]";
  }
}
