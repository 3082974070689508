package io.jenkins.plugins.paas.environment;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.core.yaml.YamlFailure;
import io.jenkins.plugins.paas.environment.claim.ClaimFailure;
import io.jenkins.plugins.paas.environment.claim.Claims;
import io.jenkins.plugins.paas.environment.plan.Provisioning;
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
import io.jenkins.plugins.paas.step.ListedValue;
import io.jenkins.plugins.paas.step.NameValue;
import io.jenkins.plugins.paas.step.ObjectResult;
import io.jenkins.plugins.paas.step.PollingExecution;
import java.io.IOException;
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
  private final ArrayList<String> manifests;
  private final String text;
  private final boolean wait;
  private final boolean force;
  private final boolean dryRun;
  private final LinkedHashMap<String, String> images = new LinkedHashMap<>();
  private ProvisionContents contents;

  private EnvironmentSite site;
  private ArrayList<ObjectRef> awaited;
  private ArrayList<ObjectResult> outcomes;
  private String plan;
  private String clusterUrl;
  private String waitingFor = "its objects to be applied";

  private ProvisionClaims claims;

  private transient List<Claim> rawClaims;
  private transient Map<String, Object> rawImages;
  private transient ProvisionStep step;
  private transient ReadinessWatch watch;
  private transient Look last;

  ProvisionExecution(StepContext context, ProvisionStep step) {
    super(context, "provision", Duration.ofMinutes(step.getTimeoutMinutes()));
    environment = step.getEnvironment();
    platform = step.getPlatform();
    application = step.getApplication();
    manifests = new ArrayList<>(ListedValue.textsOf(step.getManifests()));
    text = step.getText();
    wait = step.isWait();
    force = step.isForce();
    dryRun = step.isDryRun();
    rawImages = NameValue.mapOf(step.getImages(), "images");
    rawClaims = step.getClaims();
    this.step = step;
  }

  @Override
  protected void prepare() throws Exception {
    site =
        EnvironmentSite.of(
            getContext(), platform, application, environment, PaasPermissions.PROVISION);
    claims = new ProvisionClaims(rawClaims);
    try {
      rawImages.forEach((key, value) -> images.put(key, ImageReference.from(value).toString()));
      contents = new ProvisionContents(step, site.name());
    } catch (IllegalArgumentException e) {
      throw new AbortException("paasProvision: " + e.getMessage());
    }
    boolean agent = !manifests.isEmpty() || contents.needsWorkspace();
    if (agent && getContext().get(FilePath.class) == null) {
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
      Provisioning.Desired desired = desired(open);
      Provisioning provisioning = new Provisioning(session, site.name(), this::say);
      if (dryRun) {
        Provisioning.Plan planned = provisioning.plan(desired, force);
        plan = planned.text();
        keep(planned.outcomes());
        log().info(plan.isEmpty() ? "dry run: nothing would change" : "dry run:\n" + plan.strip());
      } else {
        keep(provisioning.apply(desired, force));
        bind(session, open);
      }
    } catch (ManifestFailure | YamlFailure | ClaimFailure e) {
      throw new AbortException(e.getMessage());
    }
  }

  private Provisioning.Desired desired(Claims open)
      throws IOException, InterruptedException, KubeFailure, ClaimFailure {
    Run<?, ?> run = getContext().get(Run.class);
    Platform current = site.platform(getContext(), PaasPermissions.PROVISION);
    List<KubeObject> objects = new ArrayList<>(claims.objects(open, log()));
    objects.addAll(contents.objects(site.name(), current, run, log()));
    return new Provisioning.Desired(
        EnvironmentManifests.read(
                getContext().get(FilePath.class),
                manifests,
                contents.rendered(getContext()),
                text,
                images)
            .allowedOutside(current.getCluster().isOutsideNamespace()),
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
        claims.bind(open, new Provisioning(session, site.name(), this::say), log())) {
      awaited.add(one.ref());
      outcomes.add(outcome(one));
      watch = null; // it watches a fixed list
    }
  }

  private static ObjectResult outcome(Applied one) {
    ObjectRef ref = one.ref();
    return new ObjectResult(
        ref.kind(),
        ref.name(),
        ref.namespace().isEmpty() ? null : ref.namespace(),
        one.outcome().word());
  }

  private void keep(List<Applied> applied) {
    awaited = new ArrayList<>();
    ArrayList<ObjectResult> before = outcomes;
    outcomes = new ArrayList<>();
    for (Applied one : applied) {
      awaited.add(one.ref());
      outcomes.add(outcome(one));
    }
    if (before != null && before.size() == outcomes.size()) {
      outcomes = before; // a call repeated after a crash: what the first one did is the truth
    }
  }

  private void say(String line) {
    try {
      log().info(line);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected Optional<Object> poll() throws Exception {
    if (dryRun || !wait) {
      return Optional.of(done(dryRun ? "planned" : "applied, not waited for"));
    }
    try (KubeSession session = site.open(getContext(), PaasPermissions.PROVISION, log())) {
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
      return look.isReady() && claims.isComplete() ? Optional.of(done("ready")) : Optional.empty();
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
      watch = new ReadinessWatch(awaited, Clock.systemUTC());
    }
  }

  private EnvironmentResult done(String how) throws IOException, InterruptedException {
    Map<String, Long> counts = new LinkedHashMap<>();
    outcomes.forEach(o -> counts.merge(o.getOutcome(), 1L, Long::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach((outcome, count) -> parts.add(count + " " + outcome));
    String namespace = site.name().namespace();
    String summary = "namespace " + namespace + " " + how + ": " + String.join(", ", parts);
    log().done(summary, elapsed());
    if (!dryRun) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("platform", site.platform());
      facts.put("application", site.name().application());
      facts.put("environment", environment);
      facts.put("namespace", namespace);
      facts.put("cluster", clusterUrl);
      ArrayList<Object> objects = new ArrayList<>();
      outcomes.forEach(o -> objects.add(o.toString()));
      facts.put("objects", objects);
      facts.put("images", new LinkedHashMap<>(images));
      facts.put("ready", wait);
      Evidence.record(run(), new Evidence("environment", summary, facts, elapsed().toMillis()));
    }
    return new EnvironmentResult(namespace, null, outcomes, claims.bindings(), plan);
  }

  @Override
  protected boolean cancel() throws Exception {
    if (!dryRun) {
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
