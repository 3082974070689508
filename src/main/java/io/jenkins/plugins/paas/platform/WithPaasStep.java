package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.paas.step.PaasStepDescriptor;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code withPaas { }}: says once what the steps of its body are about. */
public final class WithPaasStep extends ApplicationStep {

  private String version;

  @DataBoundConstructor
  public WithPaasStep() {}

  public String getVersion() {
    return version;
  }

  @DataBoundSetter
  public void setVersion(String value) {
    version = Util.fixEmptyAndTrim(value);
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context, new PaasScope(getPlatform(), getApplication(), version));
  }

  private static final class Execution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private final PaasScope scope;

    Execution(StepContext context, PaasScope scope) {
      super(context);
      this.scope = scope;
    }

    @Override
    public boolean start() throws Exception {
      PaasScope merged = scope.inside(getContext().get(PaasScope.class));
      if (merged.getPlatform() != null) {
        // a misspelt platform fails here, not after the first long step
        Platforms.require(getContext(), merged.getPlatform(), PaasPermissions.VIEW);
      }
      getContext()
          .newBodyInvoker()
          .withContext(merged)
          .withCallback(BodyExecutionCallback.wrap(getContext()))
          .start();
      return false;
    }

    @Override
    public void onResume() {
      // the body resumes by itself
    }
  }

  /** Describes the step. */
  @Extension
  public static final class DescriptorImpl extends PaasStepDescriptor {
    @Override
    public String getFunctionName() {
      return "withPaas";
    }

    @Override
    public String getDisplayName() {
      return "Name the platform, application and version for the steps inside";
    }

    @Override
    public boolean takesImplicitBlockArgument() {
      return true;
    }

    @Override
    public Set<? extends Class<?>> getProvidedContext() {
      return Set.of(PaasScope.class);
    }
  }
}
