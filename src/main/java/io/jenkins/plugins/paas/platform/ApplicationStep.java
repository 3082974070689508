package io.jenkins.plugins.paas.platform;

import hudson.Util;
import org.kohsuke.stapler.DataBoundSetter;

/** A step about an application, which {@code withPaas} supplies where the step does not name it. */
public abstract class ApplicationStep extends PlatformStep {

  private String application;

  /** The application's name, or {@code null} where the step leaves it out. */
  public String getApplication() {
    return application;
  }

  @DataBoundSetter
  public void setApplication(String value) {
    application = Util.fixEmptyAndTrim(value);
  }
}
