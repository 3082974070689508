package io.jenkins.plugins.paas.environment;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.paas.core.yaml.YamlFailure;
import io.jenkins.plugins.paas.environment.claim.ClaimFailure;
import io.jenkins.plugins.paas.environment.claim.Claims;
import io.jenkins.plugins.paas.environment.plan.OutsideUrl;
import io.jenkins.plugins.paas.environment.plan.Provisioning;
import io.jenkins.plugins.paas.kube.Applied;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ManifestFailure;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.kube.readiness.Look;
import io.jenkins.plugins.paas.kube.readiness.ReadinessWatch;
import io.jenkins.plugins.paas.kube.readiness.Verdict;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.step.EnvironmentResult;
import io.jenkins.plugins.paas.step.Evidence;
import io.jenkins.plugins.paas.step.ListedValue;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What {@code paasProvision} and {@code paasPreview} do alike: read, apply, wait until all is ready
 * or until it cannot become so. Saved with the build; what it needs of Jenkins is handed in.
 */
final class EnvironmentWork implements Serializable {

  private static final long serialVersionUID = 1L;

  private final EnvironmentSite site;
  private final ProvisionContents contents;
  private final ProvisionClaims claims;
  private final ProvisionOutcomes outcomes = new ProvisionOutcomes();
  private String cluster;
  private String url;
  private String waitingFor = "its objects to be applied";

  private transient ReadinessWatch watch;
  private transient Look last;

  private EnvironmentWork(
      EnvironmentSite site, ProvisionContents contents, ProvisionClaims claims) {
    this.site = site;
    this.contents = contents;
    this.claims = claims;
  }

  /**
   * Checks a step's arguments; no I/O.
   *
   * @param name of the step, for messages
   */
  static EnvironmentWork of(StepContext context, ContentStep step, String name)
      throws IOException, InterruptedException {
    EnvironmentSite site =
        EnvironmentSite.of(
            context,
            step.getPlatform(),
            step.getApplication(),
            step.getEnvironment(),
            PaasPermissions.PROVISION);
    ProvisionContents contents;
    try {
      contents = new ProvisionContents(step, site.name());
    } catch (IllegalArgumentException e) {
      throw new AbortException(name + ": " + e.getMessage());
    }
    ProvisionClaims claims =
        new ProvisionClaims(step.getClaims(), ListedValue.textsOf(step.getClaimTemplates()));
    boolean needsWorkspace = contents.needsWorkspace() || claims.needsWorkspace();
    if (needsWorkspace && context.get(FilePath.class) == null) {
      throw new AbortException(
          name
              + ": manifests and templates are read from a workspace, and there is none here: wrap"
              + " the step in node { }, or give the manifests by 'text'.");
    }
    return new EnvironmentWork(site, contents, claims);
  }

  EnvironmentSite site() {
    return site;
  }

  ProvisionOutcomes outcomes() {
    return outcomes;
  }

  ProvisionClaims claims() {
    return claims;
  }

  /** Whether there are manifests, images or claims. */
  boolean isGiven() {
    return contents.hasManifests() || !claims.names().isEmpty();
  }

  /** Where it answers from outside, once it is ready; else {@code null}. */
  String url() {
    return url;
  }

  String awaiting() {
    return waitingFor + " in " + site.name().namespace();
  }

  /** Everything that the environment is to be. */
  Provisioning.Desired desired(StepContext context, KubeSession session, StepLog log)
      throws IOException, InterruptedException {
    Run<?, ?> run = context.get(Run.class);
    Platform platform = site.platform(context, PaasPermissions.PROVISION);
    try {
      claims.read(context.get(FilePath.class));
      List<KubeObject> objects = new ArrayList<>(claims.objects(open(context, session, log), log));
      objects.addAll(contents.objects(site.name(), platform, run, log));
      return new Provisioning.Desired(
          contents.manifests(context).allowedOutside(platform.getCluster().isOutsideNamespace()),
          objects,
          contents.quota(),
          contents.limits(),
          EnvironmentSite.maker(run));
    } catch (ManifestFailure | YamlFailure | ClaimFailure e) {
      throw new AbortException(e.getMessage());
    }
  }

  /** Applies it, and binds what claims can be bound. */
  void apply(
      StepContext context,
      KubeSession session,
      Provisioning.Desired desired,
      boolean force,
      StepLog log)
      throws IOException, InterruptedException {
    cluster = session.access().endpoint().baseUri().toString();
    try {
      outcomes.keep(provisioning(session, log).apply(desired, force));
      bind(context, session, log);
    } catch (ManifestFailure e) {
      throw new AbortException(e.getMessage());
    }
  }

  Provisioning provisioning(KubeSession session, StepLog log) {
    return new Provisioning(session, site.name(), log::info);
  }

  private Claims open(StepContext context, KubeSession session, StepLog log)
      throws IOException, InterruptedException {
    Platform platform = site.platform(context, PaasPermissions.PROVISION);
    return claims.open(site, platform, context.get(Run.class), session, log);
  }

  private void bind(StepContext context, KubeSession session, StepLog log)
      throws IOException, InterruptedException {
    if (claims.isComplete()) {
      return;
    }
    try {
      for (Applied one :
          claims.bind(
              open(context, session, log),
              provisioning(session, log),
              EnvironmentSite.maker(context.get(Run.class)),
              log)) {
        outcomes.add(one);
        watch = null; // it watches a fixed list
      }
    } catch (ClaimFailure e) {
      throw new AbortException(e.getMessage());
    }
  }

  /**
   * Looks once.
   *
   * @return whether all is ready and bound
   * @throws AbortException where something will not become ready by itself
   */
  boolean look(StepContext context, KubeSession session, StepLog log)
      throws IOException, InterruptedException {
    bind(context, session, log);
    for (String missing : claims.missing()) {
      log.change(missing, "is awaited");
    }
    if (watch == null) {
      watch = new ReadinessWatch(outcomes.awaited(), Clock.systemUTC());
    }
    last = watch.look(session);
    for (Map.Entry<ObjectRef, Verdict> entry : last.verdicts().entrySet()) {
      log.change(entry.getKey().toString(), entry.getValue().text());
    }
    if (last.fatal().isPresent()) {
      throw new NotReady(site.name(), last, log).failure(session, last.fatal().get());
    }
    List<String> waiting = new ArrayList<>(last.waiting());
    waiting.addAll(claims.missing());
    waitingFor = String.join(", ", waiting);
    if (!last.isReady() || !claims.isComplete()) {
      return false;
    }
    url = OutsideUrl.of(session, outcomes.awaited()).orElse(null);
    return true;
  }

  /** What to fail with when the time is over, with the evidence. */
  AbortException timedOut(KubeSession session, String head, StepLog log)
      throws InterruptedException {
    return last == null
        ? new AbortException(head)
        : new NotReady(site.name(), last, log).timedOut(session, head);
  }

  /** Tells the release what this environment is. */
  void record(Run<?, ?> run, String summary, boolean ready, Duration elapsed)
      throws IOException, InterruptedException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("platform", site.platform());
    facts.put("application", site.name().application());
    facts.put("environment", site.name().environment());
    facts.put("namespace", site.name().namespace());
    facts.put("cluster", cluster);
    facts.put("objects", outcomes.texts());
    facts.put("images", contents.images());
    facts.put("ready", ready);
    if (url != null) {
      facts.put("url", url);
    }
    Evidence.record(run, new Evidence("environment", summary, facts, elapsed.toMillis()));
  }

  EnvironmentResult result(String plan) {
    return new EnvironmentResult(
        site.name().namespace(), url, outcomes.results(), claims.bindings(), plan);
  }
}
