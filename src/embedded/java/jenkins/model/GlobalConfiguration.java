package jenkins.model;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;

/** Settings of the whole controller; one object describes and holds them. */
public abstract class GlobalConfiguration extends Descriptor<GlobalConfiguration>
    implements ExtensionPoint, Describable<GlobalConfiguration> {
  @SuppressWarnings("unchecked")
  protected GlobalConfiguration() {
    super((Class<? extends GlobalConfiguration>) self());
  }

  @Override
  public final Descriptor<GlobalConfiguration> getDescriptor() {
    return this;
  }

  public static ExtensionList<GlobalConfiguration> all() {
    return ExtensionList.lookup(GlobalConfiguration.class);
  }
}
