package io.jenkins.plugins.paas.environment;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.paas.core.text.DnsName;
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
 * {@code paasProvision}: brings an environment to what its manifests say and waits until it is
 * ready. Returns an {@link io.jenkins.plugins.paas.step.EnvironmentResult}.
 */
public final class ProvisionStep extends ContentStep {

  private boolean wait = true;
  private boolean prune = true;
  private boolean pruneData;
  private boolean dryRun;
  private boolean drift;
  private int revision;

  /**
   * @param environment the environment's name, a DNS label
   */
  @DataBoundConstructor
  public ProvisionStep(String environment) {
    super(environment);
  }

  public boolean isWait() {
    return wait;
  }

  @DataBoundSetter
  public void setWait(boolean value) {
    wait = value;
  }

  public boolean isPrune() {
    return prune;
  }

  @DataBoundSetter
  public void setPrune(boolean value) {
    prune = value;
  }

  public boolean isPruneData() {
    return pruneData;
  }

  @DataBoundSetter
  public void setPruneData(boolean value) {
    pruneData = value;
  }

  public boolean isDryRun() {
    return dryRun;
  }

  @DataBoundSetter
  public void setDryRun(boolean value) {
    dryRun = value;
  }

  public boolean isDrift() {
    return drift;
  }

  @DataBoundSetter
  public void setDrift(boolean value) {
    drift = value;
  }

  public int getRevision() {
    return revision;
  }

  @DataBoundSetter
  public void setRevision(int value) {
    revision = value;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new ProvisionExecution(context, this);
  }

  /** Describes the step. */
  @Extension
  public static final class DescriptorImpl extends PaasStepDescriptor {
    @Override
    public String getFunctionName() {
      return "paasProvision";
    }

    @Override
    public String getDisplayName() {
      return "Bring an environment to what its manifests say, and wait until it is ready";
    }

    /** Whether the text may name an environment. */
    @POST
    public FormValidation doCheckEnvironment(
        @AncestorInPath Item item, @QueryParameter String value) {
      PaasPermissions.checkConfigure(item);
      return DnsName.isLabel(value)
          ? FormValidation.ok()
          : FormValidation.error("Lower-case letters, digits and '-', at most 63 characters");
    }
  }
}
