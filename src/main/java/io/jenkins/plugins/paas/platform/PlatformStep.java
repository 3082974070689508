package io.jenkins.plugins.paas.platform;

import hudson.Util;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A step that works on a platform, which {@code withPaas} supplies where the step does not name it.
 */
public abstract class PlatformStep extends Step {

  private String platform;

  /** The platform's name, or {@code null} where the step leaves it out. */
  public String getPlatform() {
    return platform;
  }

  @DataBoundSetter
  public void setPlatform(String value) {
    platform = Util.fixEmptyAndTrim(value);
  }
}
