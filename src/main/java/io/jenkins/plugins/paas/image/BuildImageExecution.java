package io.jenkins.plugins.paas.image;

import hudson.AbortException;
import hudson.EnvVars;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.core.audit.AuditTrail;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import io.jenkins.plugins.paas.image.build.BuildRequest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.image.registry.RegistryFailure;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.platform.PaasScope;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.Platforms;
import io.jenkins.plugins.paas.platform.RegistryTarget;
import io.jenkins.plugins.paas.step.AgentCommand;
import io.jenkins.plugins.paas.step.Evidence;
import io.jenkins.plugins.paas.step.ImageResult;
import io.jenkins.plugins.paas.step.ListedValue;
import io.jenkins.plugins.paas.step.PollingExecution;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs {@code paasBuildImage}: ask the registry, build and push, read the digest back. */
final class BuildImageExecution extends PollingExecution {

  private static final long serialVersionUID = 1L;

  /** While builders are quick, the step is too; later a look every few seconds is enough. */
  private static final Duration LOOK_OFTEN_FOR = Duration.ofMinutes(2);

  private final String image;
  private final List<String> tags;
  private final String contextPath;
  private final ImageBuilder asked;
  private final String credentialsId;
  private final String platformName;
  private final BuildInputs inputs;

  private String platform; // the one that applied at the start: after a restart it must be there
  private String registry;
  private BuildRequest request;
  private String builderName;
  private RunningBuild running;
  private String stated;
  private PushedImage pushed;
  private final ImageReports reports;

  BuildImageExecution(StepContext context, BuildImageStep step) {
    super(context, "image", Duration.ofMinutes(step.getTimeoutMinutes()));
    this.image = step.getImage();
    this.tags = ListedValue.textsOf(step.getTags());
    this.contextPath = step.getContext();
    this.asked = step.getBuilder();
    this.credentialsId = step.getCredentialsId();
    this.platformName = step.getPlatform();
    this.inputs = new BuildInputs(step);
    this.reports = inputs.reports();
  }

  @Override
  protected void prepare() throws Exception {
    ImageReference named;
    try {
      named = ImageReference.parse(image);
    } catch (IllegalArgumentException e) {
      throw new AbortException("paasBuildImage: image: " + e.getMessage());
    }
    if (named.digest() != null) {
      throw new AbortException(
          "paasBuildImage: image: '" + image + "' has a digest, which only the build will give");
    }
    boolean needed = named.registry() == null;
    Platform found = needed || applies() ? required(platformName) : null;
    platform = found == null ? null : found.getName();
    registry =
        needed
            ? Platforms.target(found, found.getRegistry(), "registry").getUrl()
            : named.registry();
    try {
      RegistryHost host = RegistryHost.of(registry);
      ImageReference full =
          ImageReference.parse(host.name() + "/" + host.repository(named.repository()));
      if (asked != null) {
        asked.check();
      }
      request = inputs.request(full, BuildTags.of(tags, named, scope(), run()));
    } catch (IllegalArgumentException e) {
      throw new AbortException("paasBuildImage: " + e.getMessage());
    }
  }

  @Override
  protected void call() throws Exception {
    BuildSite site = site();
    // first, since a build of half an hour for a registry that is not there helps nobody
    if (request.push()) {
      try (RegistryClient client = site.registry().client()) {
        client.ping();
      } catch (HttpFailure e) {
        throw new AbortException(
            "Registry "
                + site.registry().host().name()
                + " cannot be used: "
                + e.getMessage()
                + setting());
      } catch (RegistryFailure e) {
        throw new AbortException(e.getMessage());
      }
    }
    site.requireContext();
    EnvVars environment = site.environment();
    SecretLooks.refuseKnown(request.buildArgs(), "build argument", environment, site.log());
    SecretLooks.refuseKnown(request.labels(), "label", environment, site.log());
    long created = RunLabels.createdEpochSeconds(run(), environment);
    request.createdEpochSeconds(created).fixedTime(RunLabels.isTimeFixed(environment));
    Map<String, String> own = new LinkedHashMap<>(request.labels());
    request
        .labels()
        .putAll(RunLabels.of(run(), environment, scope(), request.tags().get(0), created));
    request.labels().putAll(own); // the Pipeline's word is the last
    reports.prepare(site);
    ImageBuilder builder = BuilderChoice.of(asked, site, request);
    builderName = builder.symbol();
    log().info("building " + request.references().get(0) + " from " + site.context().getRemote());
    running = builder.start(site, request);
  }

  @Override
  protected Optional<Object> poll() throws Exception {
    if (!AgentCommand.isAgentThere(getContext())) {
      log().change("agent", "is offline; waiting for it to come back");
      return Optional.empty();
    }
    BuildSite site = site();
    if (stated == null) {
      Optional<String> done;
      boolean failed = true;
      try {
        done = running.poll(site);
        failed = false;
      } catch (InterruptedException e) {
        failed = false; // an abort has cancel(), and a controller that ends lets the build go on
        throw e;
      } finally {
        if (failed) {
          running.stop(site);
        }
      }
      if (done.isEmpty()) {
        if (elapsed().compareTo(LOOK_OFTEN_FOR) < 0) {
          hurry();
        }
        return Optional.empty();
      }
      stated = done.get();
    }
    ImageResult result = request.push() ? pushed(site) : unpushed();
    if (result == null) {
      return Optional.empty();
    }
    record(result);
    return Optional.of(result);
  }

  /** The result once it was read back and looked into, or {@code null}. */
  private ImageResult pushed(BuildSite site) throws IOException, InterruptedException {
    if (pushed == null) {
      pushed = PushedImage.readBack(site, request, builderName, stated);
    }
    if (!reports.poll(site, request, pushed.images)) {
      hurry();
      return null;
    }
    return new ImageResult(
        request.image().withDigest(pushed.digest).toString(),
        pushed.digest,
        request.tags(),
        pushed.mediaType,
        pushed.sizeBytes,
        pushed.layers,
        builderName,
        elapsed().toMillis());
  }

  private ImageResult unpushed() {
    return new ImageResult(
        request.references().get(0),
        null,
        request.tags(),
        null,
        0,
        List.of(),
        builderName,
        elapsed().toMillis());
  }

  private void record(ImageResult result) throws IOException, InterruptedException {
    String summary =
        result.getDigest() == null
            ? "built " + result.getReference() + ", not pushed"
            : "pushed " + request.references().get(0) + " as " + result.getDigest();
    Map<String, Object> facts = ImageFacts.of(result, reports.facts());
    if (result.getDigest() != null) {
      ImageFingerprint.record(run(), request.references().get(0), result.getDigest());
      AuditTrail.report(
          request.image().registry(),
          "push",
          request.references().get(0) + "@" + result.getDigest(),
          "pushed",
          System.nanoTime() - elapsed().toNanos());
    }
    Evidence.record(run(), new Evidence("image", summary, facts, result.getDurationMillis()));
    log().done(summary, elapsed());
  }

  @Override
  protected boolean cancel() throws Exception {
    if (running == null) {
      return true;
    }
    BuildSite site = site();
    boolean reported = reports.stop(site); // both are told, whatever the first answers
    return running.stop(site) && reported;
  }

  @Override
  protected Exception timedOut() throws Exception {
    cancel();
    return super.timedOut();
  }

  @Override
  protected String awaiting() {
    String what = request == null ? image : request.references().get(0);
    return (builderName == null ? "a builder" : builderName) + " to build and push " + what;
  }

  private BuildSite site() throws IOException, InterruptedException {
    RegistryHost host = RegistryHost.of(registry);
    RegistryTarget own = configured();
    List<RegistryAccess> others = new ArrayList<>();
    if (own != null && !RegistryHost.of(own.getUrl()).name().equals(host.name())) {
      others.add(RegistryAccess.to(RegistryHost.of(own.getUrl()), own, null, run(), log()));
    }
    for (Map.Entry<String, String> more : inputs.registryIds().entrySet()) {
      RegistryHost named = RegistryHost.of(more.getKey());
      others.add(RegistryAccess.to(named, own, more.getValue(), run(), log()));
    }
    RegistryAccess access = RegistryAccess.to(host, own, credentialsId, run(), log());
    BuildSecrets secrets = BuildSecrets.of(inputs.secretIds(), run(), log());
    return new BuildSite(
        getContext(),
        contextPath,
        access,
        others,
        secrets,
        log(),
        deadline(),
        platform == null ? null : required(platform),
        key());
  }

  /** Whether a platform applies; an image may name a registry without one. */
  private boolean applies() throws IOException, InterruptedException {
    return platformName != null
        || scope() != null && scope().getPlatform() != null
        || PaasConfiguration.get().getPlatforms().size() == 1;
  }

  private Platform required(String name) throws IOException, InterruptedException {
    return Platforms.require(getContext(), name, PaasPermissions.PROVISION);
  }

  /** Its registry as it is configured now, or {@code null}. */
  private RegistryTarget configured() throws IOException, InterruptedException {
    return platform == null ? null : required(platform).getRegistry();
  }

  private PaasScope scope() throws IOException, InterruptedException {
    return getContext().get(PaasScope.class);
  }

  private String setting() {
    return registry.contains("://")
        ? " It is the platform's setting 'registry'."
        : " It is what the argument 'image' names.";
  }
}
