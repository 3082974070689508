package jenkins.model;

import hudson.ExtensionPoint;
import hudson.model.ModelObject;

/** A page on which settings of the controller stand. */
public abstract class GlobalConfigurationCategory implements ExtensionPoint, ModelObject {
  public abstract String getShortDescription();

  /** Categories have no state: each call makes one. */
  public static <T extends GlobalConfigurationCategory> T get(Class<T> type) {
    try {
      return type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " cannot be made", e);
    }
  }

  /** The main page. */
  public static class Unclassified extends GlobalConfigurationCategory {
    @Override
    public String getDisplayName() {
      return "Unclassified";
    }

    @Override
    public String getShortDescription() {
      return "Unclassified";
    }
  }
}
