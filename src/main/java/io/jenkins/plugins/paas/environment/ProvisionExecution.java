package io.jenkins.plugins.paas.environment;

import hudson.AbortException;
import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.environment.plan.Provisioning;
import io.jenkins.plugins.paas.environment.plan.Pruning;
import io.jenkins.plugins.paas.environment.plan.Revisions;
import io.jenkins.plugins.paas.environment.source.ManifestSet;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ManifestFailure;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.step.EnvironmentResult;
import io.jenkins.plugins.paas.step.PollingExecution;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs {@code paasProvision}: applies and waits, or only tells what would be or what drifted. */
final class ProvisionExecution extends PollingExecution {

  private static final long serialVersionUID = 1L;

  private final boolean wait;
  private final boolean force;
  private final boolean dryRun;
  private final boolean prune;
  private final boolean pruneData;
  private final boolean drift;
  private final int revision;
  private EnvironmentWork work;
  private String plan;

  private transient ProvisionStep step;

  ProvisionExecution(StepContext context, ProvisionStep step) {
    super(context, "provision", Duration.ofMinutes(step.getTimeoutMinutes()));
    wait = step.isWait();
    force = step.isForce();
    dryRun = step.isDryRun();
    prune = step.isPrune();
    pruneData = step.isPruneData();
    drift = step.isDrift();
    revision = step.getRevision();
    this.step = step;
  }

  @Override
  protected void prepare() throws Exception {
    work = EnvironmentWork.of(getContext(), step, "paasProvision");
    if (revision != 0 && work.isGiven()) {
      throw new AbortException(
          "paasProvision: revision goes back to what was applied then: leave out manifests, text,"
              + " kustomize, helm, images and claims.");
    }
  }

  @Override
  protected void call() throws Exception {
    try (KubeSession session = open()) {
      Provisioning provisioning = work.provisioning(session, log());
      if (drift) {
        planned(provisioning.drift(), "drift", "nothing was changed by hand");
        return;
      }
      Provisioning.Desired desired =
          revision == 0 ? work.desired(getContext(), session, log()) : recorded(session);
      if (dryRun) {
        planned(provisioning.plan(desired, force), "dry run", "nothing would change");
        prune(session);
      } else {
        work.apply(getContext(), session, desired, force, log());
      }
    } catch (ManifestFailure e) {
      throw new AbortException(e.getMessage());
    }
  }

  private KubeSession open() throws IOException, InterruptedException {
    return work.site().open(getContext(), PaasPermissions.PROVISION, log());
  }

  private void planned(Provisioning.Plan planned, String what, String nothing)
      throws IOException, InterruptedException {
    plan = planned.text();
    work.outcomes().keep(planned.outcomes());
    log().info(what + ": " + (plan.isEmpty() ? nothing : "\n" + plan.strip()));
  }

  private Provisioning.Desired recorded(KubeSession session)
      throws IOException, InterruptedException {
    log().info("going back to revision " + revision);
    return new Provisioning.Desired(
        ManifestSet.read(List.of(), Map.of()),
        new Revisions(session, work.site().name()).objects(revision),
        Map.of(),
        Map.of(),
        EnvironmentSite.maker(run()));
  }

  // last of all: what is new works by then
  private void prune(KubeSession session) throws IOException, InterruptedException {
    if (prune) {
      new Pruning(session, work.site().name(), log()::info)
          .prune(work.outcomes().awaited(), work.claims().names(), pruneData, dryRun)
          .forEach(work.outcomes()::gone);
    }
  }

  @Override
  protected Optional<Object> poll() throws Exception {
    if (dryRun || drift) {
      return Optional.of(done(dryRun ? "planned" : "compared"));
    }
    try (KubeSession session = open()) {
      if (wait && !work.look(getContext(), session, log())) {
        return Optional.empty();
      }
      prune(session);
      return Optional.of(done(wait ? "ready" : "applied, not waited for"));
    }
  }

  private EnvironmentResult done(String how) throws IOException, InterruptedException {
    String summary =
        "namespace "
            + work.site().name().namespace()
            + " "
            + how
            + ": "
            + work.outcomes().summary();
    log().done(summary, elapsed());
    if (!dryRun && !drift) {
      work.record(run(), summary, wait, elapsed());
    }
    return work.result(plan);
  }

  @Override
  protected boolean cancel() throws Exception {
    if (!dryRun && !drift) {
      log().info("aborted: what was applied stays in namespace " + work.site().name().namespace());
    }
    return true;
  }

  @Override
  protected String awaiting() {
    return work == null ? "the environment" : work.awaiting();
  }

  @Override
  protected Exception timedOut() throws Exception {
    String head =
        "Gave up after "
            + DurationText.format(deadline().timeout())
            + " (timeoutMinutes) waiting for "
            + awaiting()
            + ".";
    try (KubeSession session = open()) {
      return work.timedOut(session, head, log());
    } catch (KubeFailure e) {
      return new AbortException(head);
    }
  }
}
