package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.Util;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Spinnaker: Gate, and Deck for links. */
public final class SpinnakerTarget extends HttpTarget {

  private static final long serialVersionUID = 1L;

  private String deckUrl;

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

  /** Describes the target on pages and in configuration as code. */
  @Extension
  @Symbol("spinnaker")
  public static final class DescriptorImpl extends HttpTargetDescriptor {
    @Override
    public String getDisplayName() {
      return "Spinnaker (Gate)";
    }
  }
}
