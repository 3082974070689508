package io.jenkins.plugins.paas.delivery;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.paas.platform.ApplicationStep;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.step.PaasStepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code paasRollback}: hands the last good release of an environment to Spinnaker again. Returns a
 * {@link io.jenkins.plugins.paas.step.DeploymentResult}.
 */
public final class RollbackStep extends ApplicationStep {

  private final String environment;
  private String to;

  /**
   * @param environment as the deliveries to it named it
   */
  @DataBoundConstructor
  public RollbackStep(String environment) {
    this.environment = Util.fixEmptyAndTrim(environment);
  }

  public String getEnvironment() {
    return environment;
  }

  public String getTo() {
    return to;
  }

  @DataBoundSetter
  public void setTo(String value) {
    to = Util.fixEmptyAndTrim(value);
  }

  @Override
  public StepExecution start(StepContext context) throws Exception {
    return new DeployExecution(context, DeployRequest.of(this));
  }

  /** Describes the step to the Pipeline and to pages. */
  @Extension
  public static final class DescriptorImpl extends PaasStepDescriptor {
    @Override
    public String getFunctionName() {
      return "paasRollback";
    }

    @Override
    public String getDisplayName() {
      return "Hand the last good release to Spinnaker again";
    }

    /** Whether an environment is named. */
    @POST
    public FormValidation doCheckEnvironment(
        @AncestorInPath Item item, @QueryParameter String value) {
      PaasPermissions.checkConfigure(item);
      return Util.fixEmptyAndTrim(value) == null
          ? FormValidation.error("environment is missing: where to roll back")
          : FormValidation.ok();
    }
  }
}
