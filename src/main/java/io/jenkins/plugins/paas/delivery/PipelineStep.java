package io.jenkins.plugins.paas.delivery;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.paas.platform.ApplicationStep;
import io.jenkins.plugins.paas.step.PaasStepDescriptor;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code paasPipeline}: keeps a pipeline's or an application's definition in Spinnaker as the
 * repository has it. Returns a {@link io.jenkins.plugins.paas.step.PipelineResult}.
 */
public final class PipelineStep extends ApplicationStep {

  private final String file;
  private boolean plan;
  private boolean delete;

  /**
   * @param file JSON or YAML, relative to the current directory
   */
  @DataBoundConstructor
  public PipelineStep(String file) {
    this.file = Util.fixEmptyAndTrim(file);
  }

  public String getFile() {
    return file;
  }

  public boolean isPlan() {
    return plan;
  }

  @DataBoundSetter
  public void setPlan(boolean value) {
    plan = value;
  }

  public boolean isDelete() {
    return delete;
  }

  @DataBoundSetter
  public void setDelete(boolean value) {
    delete = value;
  }

  @Override
  public StepExecution start(StepContext context) throws Exception {
    return new PipelineExecution(context, this);
  }

  /** Describes the step to the Pipeline and to pages. */
  @Extension
  public static final class DescriptorImpl extends PaasStepDescriptor {
    @Override
    public String getFunctionName() {
      return "paasPipeline";
    }

    @Override
    public String getDisplayName() {
      return "Keep a Spinnaker pipeline as the repository has it";
    }

    /** Whether there is a file's name. */
    @POST
    public FormValidation doCheckFile(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.READ);
      return Util.fixEmptyAndTrim(value) == null
          ? FormValidation.error("file is missing: the path of the definition, JSON or YAML")
          : FormValidation.ok();
    }
  }
}
