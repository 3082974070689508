package io.jenkins.plugins.paas.environment;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.TaskListener;
import io.jenkins.plugins.paas.environment.plan.Inventory;
import io.jenkins.plugins.paas.environment.plan.OutsideUrl;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.readiness.ReadinessRules;
import io.jenkins.plugins.paas.platform.ApplicationStep;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.step.EnvironmentResult;
import io.jenkins.plugins.paas.step.ObjectResult;
import io.jenkins.plugins.paas.step.PaasStepDescriptor;
import io.jenkins.plugins.paas.step.StepLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code paasEnvironment}: the environment as it is now; nothing is changed. */
public final class EnvironmentStep extends ApplicationStep {

  private String environment;

  @DataBoundConstructor
  public EnvironmentStep() {}

  public String getEnvironment() {
    return environment;
  }

  @DataBoundSetter
  public void setEnvironment(String value) {
    environment = Util.fixEmptyAndTrim(value);
  }

  @Override
  public StepExecution start(StepContext context) throws Exception {
    return new Execution(context, this);
  }

  /** Reads once; may be repeated at will. */
  static final class Execution extends SynchronousNonBlockingStepExecution<EnvironmentResult> {
    private static final long serialVersionUID = 1L;

    private final String environment;
    private final String platform;
    private final String application;

    Execution(StepContext context, EnvironmentStep step) {
      super(context);
      environment = step.getEnvironment();
      platform = step.getPlatform();
      application = step.getApplication();
    }

    @Override
    protected EnvironmentResult run() throws Exception {
      String name = environment;
      if (name == null) {
        name = getContext().get(EnvVars.class).get(PreviewExecution.ENVIRONMENT);
      }
      EnvironmentSite site =
          EnvironmentSite.of(getContext(), platform, application, name, PaasPermissions.VIEW);
      StepLog log = new StepLog("environment", getContext().get(TaskListener.class));
      try (KubeSession session = site.open(getContext(), PaasPermissions.VIEW, log)) {
        Inventory inventory = new Inventory(session, site.name());
        if (inventory.namespace().isEmpty()) {
          throw new AbortException(
              "There is no environment "
                  + site.name().environment()
                  + ": the cluster has no namespace "
                  + site.name().namespace()
                  + ". paasProvision makes it.");
        }
        List<ObjectResult> results = new ArrayList<>();
        List<KubeObject> objects = inventory.objects();
        for (KubeObject object : objects) {
          String state = ReadinessRules.of(object).text();
          log.info(object + " " + state);
          results.add(
              new ObjectResult(object.kind(), object.name(), object.namespace(), "present"));
        }
        log.info("namespace " + site.name().namespace() + ": " + results.size() + " objects");
        return new EnvironmentResult(
            site.name().namespace(), OutsideUrl.of(objects).orElse(null), results, Map.of(), null);
      } catch (KubeFailure e) {
        throw new AbortException(e.getMessage());
      }
    }
  }

  /** Describes the step. */
  @Extension
  public static final class DescriptorImpl extends PaasStepDescriptor {
    @Override
    public String getFunctionName() {
      return "paasEnvironment";
    }

    @Override
    public String getDisplayName() {
      return "Look at an environment as it is now";
    }
  }
}
