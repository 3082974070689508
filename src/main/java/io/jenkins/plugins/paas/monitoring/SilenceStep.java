package io.jenkins.plugins.paas.monitoring;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.paas.monitoring.alertmanager.SilenceMatcher;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.platform.PlatformStep;
import io.jenkins.plugins.paas.step.NameValue;
import io.jenkins.plugins.paas.step.PaasStepDescriptor;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code paasSilence}: silences alerts for as long as its body runs, and not longer. */
public final class SilenceStep extends PlatformStep {

  static final int LEASE_MINUTES = 5;

  private final Map<String, Object> matchers;
  private String comment;
  private int leaseMinutes = LEASE_MINUTES;

  /**
   * @param matchers label to value
   */
  @DataBoundConstructor
  public SilenceStep(List<NameValue> matchers) {
    this.matchers = NameValue.mapOf(matchers, "matchers");
  }

  public List<NameValue> getMatchers() {
    return NameValue.listOf(matchers);
  }

  public String getComment() {
    return comment;
  }

  @DataBoundSetter
  public void setComment(String value) {
    comment = Util.fixEmptyAndTrim(value);
  }

  public int getLeaseMinutes() {
    return leaseMinutes;
  }

  @DataBoundSetter
  public void setLeaseMinutes(int value) {
    leaseMinutes = value;
  }

  static boolean isLease(int minutes) {
    return minutes >= 1 && minutes <= LEASE_MINUTES;
  }

  @Override
  public StepExecution start(StepContext context) throws Exception {
    if (!isLease(leaseMinutes)) {
      throw new AbortException(
          "paasSilence: leaseMinutes is 1 to 5, not "
              + leaseMinutes
              + ": it is renewed while the body runs, however long that takes.");
    }
    try {
      return new SilenceExecution(context, this, SilenceMatcher.all(matchers));
    } catch (IllegalArgumentException e) {
      throw new AbortException("paasSilence: " + e.getMessage());
    }
  }

  /** Describes the step. */
  @Extension
  public static final class DescriptorImpl extends PaasStepDescriptor {
    @Override
    public String getFunctionName() {
      return "paasSilence";
    }

    @Override
    public String getDisplayName() {
      return "Silence alerts while the steps in the body run";
    }

    @Override
    public boolean takesImplicitBlockArgument() {
      return true;
    }

    /** Whether a lease may be so long. */
    @POST
    public FormValidation doCheckLeaseMinutes(
        @AncestorInPath Item item, @QueryParameter String value) {
      PaasPermissions.checkConfigure(item);
      return value != null && value.strip().matches("[1-5]")
          ? FormValidation.ok()
          : FormValidation.error("1 to 5 minutes");
    }
  }
}
