package io.jenkins.plugins.paas.environment;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.step.PaasStepDescriptor;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code paasPreview}: an environment for as long as its body runs. Returns the body's value. */
public final class PreviewStep extends ContentStep {

  static final String TTL = "4h";
  private static final Duration SHORTEST = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofDays(30);

  private String ttl = TTL;

  /**
   * @param environment the preview's name, a DNS label
   */
  @DataBoundConstructor
  public PreviewStep(String environment) {
    super(environment);
  }

  public String getTtl() {
    return ttl;
  }

  @DataBoundSetter
  public void setTtl(String value) {
    String text = Util.fixEmptyAndTrim(value);
    ttl = text == null ? TTL : text;
  }

  /**
   * The time to live.
   *
   * @throws IllegalArgumentException for a text that is no time, or one out of bounds
   */
  static Duration ttl(String text) {
    Duration ttl = DurationText.parse(text);
    if (ttl.compareTo(SHORTEST) < 0 || ttl.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("ttl: '" + text + "' is not between 10m and 30d");
    }
    return ttl;
  }

  @Override
  public StepExecution start(StepContext context) throws Exception {
    try {
      return new PreviewExecution(context, this, ttl(ttl));
    } catch (IllegalArgumentException e) {
      throw new AbortException("paasPreview: " + e.getMessage());
    }
  }

  /** Describes the step. */
  @Extension
  public static final class DescriptorImpl extends PaasStepDescriptor {
    @Override
    public String getFunctionName() {
      return "paasPreview";
    }

    @Override
    public String getDisplayName() {
      return "Make an environment for the steps in the body, and remove it";
    }

    @Override
    public boolean takesImplicitBlockArgument() {
      return true;
    }

    /** Whether the text is a time to live. */
    @POST
    public FormValidation doCheckTtl(@AncestorInPath Item item, @QueryParameter String value) {
      PaasPermissions.checkConfigure(item);
      try {
        ttl(value);
        return FormValidation.ok();
      } catch (IllegalArgumentException e) {
        return FormValidation.error(e.getMessage());
      }
    }
  }
}
