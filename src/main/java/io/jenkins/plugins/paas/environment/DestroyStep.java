package io.jenkins.plugins.paas.environment;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.paas.environment.plan.Inventory;
import io.jenkins.plugins.paas.environment.source.NamespaceObject;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ManifestFailure;
import io.jenkins.plugins.paas.platform.ApplicationStep;
import io.jenkins.plugins.paas.platform.EnvironmentEnd;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.step.EnvironmentResult;
import io.jenkins.plugins.paas.step.ObjectResult;
import io.jenkins.plugins.paas.step.PaasStepDescriptor;
import io.jenkins.plugins.paas.step.PollingExecution;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code paasDestroy}: removes an environment that {@code paasProvision} made, and waits. */
public final class DestroyStep extends ApplicationStep {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final String environment;
  private boolean pruneData;

  /**
   * @param environment the environment's name, a DNS label
   */
  @DataBoundConstructor
  public DestroyStep(String environment) {
    this.environment = Util.fixEmptyAndTrim(environment);
  }

  public String getEnvironment() {
    return environment;
  }

  public boolean isPruneData() {
    return pruneData;
  }

  @DataBoundSetter
  public void setPruneData(boolean value) {
    pruneData = value;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context, this);
  }

  /** Asks for the removal, then waits until the namespace is gone. */
  static final class Execution extends PollingExecution {
    private static final long serialVersionUID = 1L;

    private final String environment;
    private final String platform;
    private final String application;
    private final boolean pruneData;
    private EnvironmentSite site;
    private ArrayList<ObjectResult> removed = new ArrayList<>();
    private String remaining = "";
    private String notEnded;

    Execution(StepContext context, DestroyStep step) {
      super(context, "destroy", LIMIT);
      environment = step.environment;
      platform = step.getPlatform();
      application = step.getApplication();
      pruneData = step.pruneData;
    }

    @Override
    protected void prepare() throws Exception {
      site =
          EnvironmentSite.of(
              getContext(), platform, application, environment, PaasPermissions.DESTROY);
    }

    @Override
    protected void call() throws Exception {
      try (KubeSession session = site.open(getContext(), PaasPermissions.DESTROY, log())) {
        Inventory inventory = new Inventory(session, site.name());
        List<KubeObject> objects = inventory.objects();
        boolean there = inventory.remove(pruneData);
        endOutside();
        if (!there) {
          log().info("there is no namespace " + site.name().namespace() + ", nothing to remove");
          return;
        }
        objects.forEach(
            o -> removed.add(new ObjectResult(o.kind(), o.name(), o.namespace(), "removed")));
        removed.add(new ObjectResult("Namespace", site.name().namespace(), null, "removed"));
        log()
            .info(
                "removing namespace "
                    + site.name().namespace()
                    + " with "
                    + objects.size()
                    + " objects of the environment");
      } catch (ManifestFailure e) {
        throw new AbortException(e.getMessage());
      }
    }

    // what the cluster removes must not wait for it; what could not be ended is said at the end
    private void endOutside() throws IOException, InterruptedException {
      try {
        EnvironmentEnd.endAll(
                site.platform(getContext(), PaasPermissions.DESTROY),
                site.name().application(),
                site.name().namespace())
            .forEach(log()::info);
        notEnded = null;
      } catch (IOException e) {
        notEnded = String.valueOf(e.getMessage());
      }
    }

    @Override
    protected Optional<Object> poll() throws Exception {
      try (KubeSession session = site.open(getContext(), PaasPermissions.DESTROY, log())) {
        Optional<KubeObject> left = new Inventory(session, site.name()).namespace();
        if (left.isPresent()) {
          remaining = NamespaceObject.remaining(left.get());
          log().change("namespace " + site.name().namespace(), "is ending" + remaining);
          return Optional.empty();
        }
      }
      if (notEnded != null) {
        throw new AbortException(
            "The namespace "
                + site.name().namespace()
                + " is gone, but not all that belongs to it elsewhere: "
                + notEnded
                + " Then run paasDestroy again, which ends the rest.");
      }
      log().done("namespace " + site.name().namespace() + " is gone", elapsed());
      return Optional.of(
          new EnvironmentResult(site.name().namespace(), null, removed, Map.of(), null));
    }

    @Override
    protected boolean cancel() throws Exception {
      log().info("aborted: the removal goes on in the cluster");
      return true;
    }

    @Override
    protected String awaiting() {
      return site == null ? "the removal" : "namespace " + site.name().namespace() + " to end";
    }

    @Override
    protected Exception timedOut() {
      return new AbortException(
          "The namespace "
              + site.name().namespace()
              + " has not ended within 10 minutes"
              + remaining
              + ". The controller of a finalizer that is named here is missing or stuck.");
    }
  }

  /** Describes the step. */
  @Extension
  public static final class DescriptorImpl extends PaasStepDescriptor {
    @Override
    public String getFunctionName() {
      return "paasDestroy";
    }

    @Override
    public String getDisplayName() {
      return "Remove an environment with all that is in it";
    }
  }
}
