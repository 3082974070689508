package io.jenkins.plugins.paas.environment;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.core.yaml.YamlFailure;
import io.jenkins.plugins.paas.environment.claim.ClaimFailure;
import io.jenkins.plugins.paas.environment.claim.Claims;
import io.jenkins.plugins.paas.environment.plan.Provisioning;
import io.jenkins.plugins.paas.environment.plan.Pruning;
import io.jenkins.plugins.paas.environment.plan.Revisions;
import io.jenkins.plugins.paas.environment.source.ManifestSet;
import io.jenkins.plugins.paas.kube.Applied;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ManifestFailure;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.kube.readiness.Look;
import io.jenkins.plugins.paas.kube.readiness.ReadinessWatch;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.step.EnvironmentResult;
import io.jenkins.plugins.paas.step.Evidence;
import io.jenkins.plugins.paas.step.PollingExecution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs {@code paasProvision}: read, apply, wait until ready or until it cannot become so. */
final class ProvisionExecution extends PollingExecution {

  private static final long serialVersionUID = 1L;

  private final String environment;
  private final String platform;
  private final String application;
  private final boolean wait;
  private final boolean force;
  private final boolean dryRun;
  private final boolean prune;
  private final boolean pruneData;
  private final boolean drift;
  private final int revision;
  private ProvisionContents contents;

  private EnvironmentSite site;
  private final ProvisionOutcomes outcomes = new ProvisionOutcomes();
  private String plan;
  private String clusterUrl;
  private String waitingFor = "its objects to be applied";

  private ProvisionClaims claims;

  private transient ProvisionStep step;
  private transient ReadinessWatch watch;
  private transient Look last;

  ProvisionExecution(StepContext context, ProvisionStep step) {
    super(context, "provision", Duration.ofMinutes(step.getTimeoutMinutes()));
    environment = step.getEnvironment();
    platform = step.getPlatform();
    application = step.getApplication();
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
    site =
        EnvironmentSite.of(
            getContext(), platform, application, environment, PaasPermissions.PROVISION);
    claims = new ProvisionClaims(step.getClaims());
    try {
      contents = new ProvisionContents(step, site.name());
    } catch (IllegalArgumentException e) {
      throw new AbortException("paasProvision: " + e.getMessage());
    }
    if (revision != 0 && (contents.hasManifests() || !claims.names().isEmpty())) {
      throw new AbortException(
          "paasProvision: revision goes back to what was applied then: leave out manifests, text,"
              + " kustomize, helm, images and claims.");
    }
    if (contents.needsWorkspace() && getContext().get(FilePath.class) == null) {
      throw new AbortException(
          "paasProvision: manifests are read from a workspace, and there is none here: wrap the"
              + " step in node { }, or give the manifests by 'text'.");
    }
  }

  @Override
  protected void call() throws Exception {
    try (KubeSession session = site.open(getContext(), PaasPermissions.PROVISION, log())) {
      clusterUrl = session.access().endpoint().baseUri().toString();
      Claims open = openClaims(session);
      Provisioning provisioning = new Provisioning(session, site.name(), this::say);
      if (drift) {
        planned(provisioning.drift(), "drift", "nothing was changed by hand");
        return;
      }
      Provisioning.Desired desired = revision == 0 ? desired(open) : recorded(session);
      if (dryRun) {
        planned(provisioning.plan(desired, force), "dry run", "nothing would change");
        prune(session);
      } else {
        outcomes.keep(provisioning.apply(desired, force));
        bind(session, open);
      }
    } catch (ManifestFailure | YamlFailure | ClaimFailure e) {
      throw new AbortException(e.getMessage());
    }
  }

  private void planned(Provisioning.Plan planned, String what, String nothing)
      throws IOException, InterruptedException {
    plan = planned.text();
    outcomes.keep(planned.outcomes());
    log().info(what + ": " + (plan.isEmpty() ? nothing : "\n" + plan.strip()));
  }

  private Provisioning.Desired recorded(KubeSession session)
      throws IOException, InterruptedException, KubeFailure {
    log().info("going back to revision " + revision);
    return new Provisioning.Desired(
        ManifestSet.read(List.of(), Map.of()),
        new Revisions(session, site.name()).objects(revision),
        Map.of(),
        Map.of(),
        EnvironmentSite.maker(run()));
  }

  // last of all: what is new works by then
  private void prune(KubeSession session) throws KubeFailure, InterruptedException {
    if (prune) {
      new Pruning(session, site.name(), this::say)
          .prune(outcomes.awaited(), claims.names(), pruneData, dryRun)
          .forEach(outcomes::gone);
    }
  }

  private Provisioning.Desired desired(Claims open)
      throws IOException, InterruptedException, KubeFailure, ClaimFailure {
    Run<?, ?> run = getContext().get(Run.class);
    Platform current = site.platform(getContext(), PaasPermissions.PROVISION);
    List<KubeObject> objects = new ArrayList<>(claims.objects(open, log()));
    objects.addAll(contents.objects(site.name(), current, run, log()));
    return new Provisioning.Desired(
        contents.manifests(getContext()).allowedOutside(current.getCluster().isOutsideNamespace()),
        objects,
        contents.quota(),
        contents.limits(),
        EnvironmentSite.maker(run));
  }

  private Claims openClaims(KubeSession session) throws IOException, InterruptedException {
    return claims.open(
        site,
        site.platform(getContext(), PaasPermissions.PROVISION),
        getContext().get(Run.class),
        session,
        log());
  }

  private void bind(KubeSession session, Claims open)
      throws IOException, KubeFailure, InterruptedException {
    if (claims.isComplete()) {
      return;
    }
    for (Applied one :
        claims.bind(
            open,
            new Provisioning(session, site.name(), this::say),
            EnvironmentSite.maker(run()),
            log())) {
      outcomes.add(one);
      watch = null; // it watches a fixed list
    }
  }

  private void say(String line) {
    try {
      log().info(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected Optional<Object> poll() throws Exception {
    if (dryRun || drift) {
      return Optional.of(done(dryRun ? "planned" : "compared"));
    }
    try (KubeSession session = site.open(getContext(), PaasPermissions.PROVISION, log())) {
      if (!wait) {
        prune(session);
        return Optional.of(done("applied, not waited for"));
      }
      bindLate(session);
      Look look = watch.look(session);
      last = look;
      for (Map.Entry<ObjectRef, io.jenkins.plugins.paas.kube.readiness.Verdict> entry :
          look.verdicts().entrySet()) {
        log().change(entry.getKey().toString(), entry.getValue().text());
      }
      if (look.fatal().isPresent()) {
        throw new NotReady(site.name(), look, log()).failure(session, look.fatal().get());
      }
      List<String> waiting = new ArrayList<>(look.waiting());
      waiting.addAll(claims.missing());
      waitingFor = String.join(", ", waiting);
      if (!look.isReady() || !claims.isComplete()) {
        return Optional.empty();
      }
      prune(session);
      return Optional.of(done("ready"));
    }
  }

  private void bindLate(KubeSession session) throws Exception {
    try {
      if (!claims.isComplete()) {
        bind(session, openClaims(session));
        for (String missing : claims.missing()) {
          log().change(missing, "is awaited");
        }
      }
    } catch (ClaimFailure e) {
      throw new AbortException(e.getMessage());
    }
    if (watch == null) {
      watch = new ReadinessWatch(outcomes.awaited(), Clock.systemUTC());
    }
  }

  private EnvironmentResult done(String how) throws IOException, InterruptedException {
    String namespace = site.name().namespace();
    String summary = "namespace " + namespace + " " + how + ": " + outcomes.summary();
    log().done(summary, elapsed());
    if (!dryRun && !drift) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("platform", site.platform());
      facts.put("application", site.name().application());
      facts.put("environment", environment);
      facts.put("namespace", namespace);
      facts.put("cluster", clusterUrl);
      facts.put("objects", outcomes.texts());
      facts.put("images", contents.images());
      facts.put("ready", wait);
      Evidence.record(run(), new Evidence("environment", summary, facts, elapsed().toMillis()));
    }
    return new EnvironmentResult(namespace, null, outcomes.results(), claims.bindings(), plan);
  }

  @Override
  protected boolean cancel() throws Exception {
    if (!dryRun && !drift) {
      log().info("aborted: what was applied stays in namespace " + site.name().namespace());
    }
    return true;
  }

  @Override
  protected String awaiting() {
    return site == null ? "the environment" : waitingFor + " in " + site.name().namespace();
  }

  @Override
  protected Exception timedOut() throws Exception {
    String head =
        "Gave up after "
            + DurationText.format(deadline().timeout())
            + " (timeoutMinutes) waiting for "
            + awaiting()
            + ".";
    if (last == null) {
      return new AbortException(head);
    }
    try (KubeSession session = site.open(getContext(), PaasPermissions.PROVISION, log())) {
      return new NotReady(site.name(), last, log()).timedOut(session, head);
    }
  }
}
