package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import io.jenkins.plugins.paas.step.PaasStepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code paasCheck}: whether the platform has what a PaaS needs, and whose it is. Returns a {@link
 * io.jenkins.plugins.paas.step.ReadinessReport}.
 */
public final class CheckStep extends PlatformStep {

  @DataBoundConstructor
  public CheckStep() {}

  @Override
  public StepExecution start(StepContext context) {
    return new CheckExecution(context, this);
  }

  /** Describes the step to the Pipeline and to pages. */
  @Extension
  public static final class DescriptorImpl extends PaasStepDescriptor {
    @Override
    public String getFunctionName() {
      return "paasCheck";
    }

    @Override
    public String getDisplayName() {
      return "Check whether the platform has what a PaaS needs";
    }
  }
}
