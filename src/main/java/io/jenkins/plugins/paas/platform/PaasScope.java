package io.jenkins.plugins.paas.platform;

import java.io.Serializable;

/** What {@code withPaas} supplies to the steps of its body: names only. Immutable. */
public final class PaasScope implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String platform;
  private final String application;
  private final String version;

  public PaasScope(String platform, String application, String version) {
    this.platform = platform;
    this.application = application;
    this.version = version;
  }

  public String getPlatform() {
    return platform;
  }

  public String getApplication() {
    return application;
  }

  public String getVersion() {
    return version;
  }

  /** This scope, with what it does not say taken from the enclosing one. */
  PaasScope inside(PaasScope outer) {
    return outer == null
        ? this
        : new PaasScope(
            platform == null ? outer.platform : platform,
            application == null ? outer.application : application,
            version == null ? outer.version : version);
  }

  @Override
  public String toString() {
    return "platform " + platform + ", application " + application + ", version " + version;
  }
}
