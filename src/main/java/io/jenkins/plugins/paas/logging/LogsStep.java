package io.jenkins.plugins.paas.logging;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.paas.logging.elastic.LogTarget;
import io.jenkins.plugins.paas.logging.elastic.Retention;
import io.jenkins.plugins.paas.platform.PlatformStep;
import io.jenkins.plugins.paas.step.PaasStepDescriptor;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code paasLogs}: prepares the place where an application's log lines go, and proves that a line
 * arrives there. Returns a {@link io.jenkins.plugins.paas.step.LoggingResult}.
 */
public final class LogsStep extends PlatformStep {

  static final int TIMEOUT_MINUTES = 5;

  private final String target;
  private String pipeline;
  private String template;
  private String retention;
  private boolean retentionJob;
  private Shipper shipper;
  private DataView kibana;
  private boolean verify = true;
  private int timeoutMinutes = TIMEOUT_MINUTES;

  /**
   * @param target the data stream's name, or the alias' where there are no data streams
   */
  @DataBoundConstructor
  public LogsStep(String target) {
    this.target = Util.fixEmptyAndTrim(target);
  }

  public String getTarget() {
    return target;
  }

  public String getPipeline() {
    return pipeline;
  }

  @DataBoundSetter
  public void setPipeline(String value) {
    pipeline = Util.fixEmptyAndTrim(value);
  }

  public String getTemplate() {
    return template;
  }

  @DataBoundSetter
  public void setTemplate(String value) {
    template = Util.fixEmptyAndTrim(value);
  }

  public String getRetention() {
    return retention;
  }

  @DataBoundSetter
  public void setRetention(String value) {
    retention = Util.fixEmptyAndTrim(value);
  }

  public boolean isRetentionJob() {
    return retentionJob;
  }

  @DataBoundSetter
  public void setRetentionJob(boolean value) {
    retentionJob = value;
  }

  public Shipper getShipper() {
    return shipper;
  }

  @DataBoundSetter
  public void setShipper(Shipper value) {
    shipper = value;
  }

  public DataView getKibana() {
    return kibana;
  }

  @DataBoundSetter
  public void setKibana(DataView value) {
    kibana = value;
  }

  public boolean isVerify() {
    return verify;
  }

  @DataBoundSetter
  public void setVerify(boolean value) {
    verify = value;
  }

  public int getTimeoutMinutes() {
    return timeoutMinutes;
  }

  @DataBoundSetter
  public void setTimeoutMinutes(int value) {
    timeoutMinutes = value;
  }

  @Override
  public StepExecution start(StepContext context) throws Exception {
    return new LogsExecution(context, this);
  }

  /** Describes the step to the Pipeline and to pages. */
  @Extension
  public static final class DescriptorImpl extends PaasStepDescriptor {
    @Override
    public String getFunctionName() {
      return "paasLogs";
    }

    @Override
    public String getDisplayName() {
      return "Prepare a log target and prove that lines arrive";
    }

    /** Whether the text is a retention. */
    @POST
    public FormValidation doCheckRetention(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.READ);
      String text = Util.fixEmptyAndTrim(value);
      try {
        if (text != null) {
          Retention.parse(text);
        }
        return FormValidation.ok();
      } catch (IllegalArgumentException e) {
        return FormValidation.error(e.getMessage());
      }
    }

    /** Whether the text can be the name of a data stream. */
    @POST
    public FormValidation doCheckTarget(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.READ);
      try {
        new LogTarget(Util.fixEmptyAndTrim(value));
        return FormValidation.ok();
      } catch (IllegalArgumentException e) {
        return FormValidation.error(e.getMessage());
      }
    }
  }
}
