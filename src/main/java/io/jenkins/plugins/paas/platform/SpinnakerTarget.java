package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.paas.core.wait.OpenTimes;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Spinnaker: Gate, and Deck for links. */
public final class SpinnakerTarget extends HttpTarget {

  private static final long serialVersionUID = 1L;

  private String deckUrl;
  private String deploymentWindows;

  @DataBoundConstructor
  public SpinnakerTarget(String url) {
    super(url);
  }

  /** Base URL of Deck, for links; {@code null} where there is none. */
  public String getDeckUrl() {
    return deckUrl;
  }

  @DataBoundSetter
  public void setDeckUrl(String value) {
    deckUrl = Util.fixEmptyAndTrim(value);
  }

  /** When deliveries may begin, for {@link OpenTimes}; {@code null} means always. */
  public String getDeploymentWindows() {
    return deploymentWindows;
  }

  /**
   * @throws IllegalArgumentException with the line that is wrong
   */
  @DataBoundSetter
  public void setDeploymentWindows(String value) {
    String text = Util.fixEmptyAndTrim(value);
    if (text != null) {
      OpenTimes.parse(text);
    }
    deploymentWindows = text;
  }

  /** Describes the target on pages and in configuration as code. */
  @Extension
  @Symbol("spinnaker")
  public static final class DescriptorImpl extends HttpTargetDescriptor {
    @Override
    HttpTarget target(String url, String cloud, String context) {
      return new SpinnakerTarget(url);
    }

    /** Whether links can begin with the text. */
    @POST
    public FormValidation doCheckDeckUrl(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.ADMINISTER);
      return Util.fixEmptyAndTrim(value) == null ? FormValidation.ok() : doCheckUrl(value);
    }

    @Override
    public String getDisplayName() {
      return "Spinnaker (Gate)";
    }

    /** Whether the lines say when it is open. */
    @POST
    public FormValidation doCheckDeploymentWindows(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.ADMINISTER);
      try {
        if (Util.fixEmptyAndTrim(value) != null) {
          OpenTimes.parse(value);
        }
        return FormValidation.ok();
      } catch (IllegalArgumentException e) {
        return FormValidation.error(e.getMessage());
      }
    }
  }
}
