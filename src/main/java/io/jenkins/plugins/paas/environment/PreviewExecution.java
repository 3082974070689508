package io.jenkins.plugins.paas.environment;

import hudson.AbortException;
import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.environment.plan.Inventory;
import io.jenkins.plugins.paas.environment.plan.PreviewHold;
import io.jenkins.plugins.paas.environment.source.NamespaceObject;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ManifestFailure;
import io.jenkins.plugins.paas.platform.EnvironmentEnd;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.step.BlockExecution;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Takes the name, makes the environment, runs the body when it is ready, removes it. */
final class PreviewExecution extends BlockExecution {

  /** The variable of the body that names its preview. */
  static final String ENVIRONMENT = "PAAS_ENVIRONMENT";

  private static final long serialVersionUID = 1L;

  private final boolean force;
  private final long ttlMillis;
  private final long readyMillis;
  private EnvironmentWork work;
  private long heldMillis;
  private boolean applied;
  private String waitingFor = "its turn";

  private transient PreviewStep step;

  PreviewExecution(StepContext context, PreviewStep step, Duration ttl) {
    // it may have to wait for another build's preview of that name
    super(context, "preview", ttl.plusMinutes(step.getTimeoutMinutes()));
    force = step.isForce();
    ttlMillis = ttl.toMillis();
    readyMillis = Duration.ofMinutes(step.getTimeoutMinutes()).toMillis();
    this.step = step;
  }

  @Override
  protected void prepare() throws Exception {
    work = EnvironmentWork.of(getContext(), step, "paasPreview");
  }

  @Override
  protected Optional<Map<String, String>> ready() throws Exception {
    try (KubeSession session = open()) {
      if (heldMillis == 0 && !take(session)) {
        return Optional.empty();
      }
      if (!applied) {
        work.apply(getContext(), session, work.desired(getContext(), session, log()), force, log());
        applied = true;
      }
      waitingFor = "";
      if (work.look(getContext(), session, log())) {
        String summary =
            "namespace " + namespace() + " ready for the body: " + work.outcomes().summary();
        log().done(summary, elapsed());
        work.record(run(), summary, true, elapsed());
        return Optional.of(variables());
      }
      if (System.currentTimeMillis() - heldMillis > readyMillis) {
        throw work.timedOut(
            session,
            "Gave up after "
                + DurationText.format(Duration.ofMillis(readyMillis))
                + " (timeoutMinutes) waiting for "
                + awaiting()
                + ".",
            log());
      }
      return Optional.empty();
    }
  }

  private boolean take(KubeSession session) throws IOException, InterruptedException {
    Instant now = Instant.now();
    try {
      Optional<String> other =
          hold(session).take(EnvironmentSite.maker(run()), now.plusMillis(ttlMillis));
      if (other.isPresent()) {
        waitingFor = "its turn: " + other.get();
        log().change("namespace " + namespace(), "is waited for: " + other.get());
        return false;
      }
    } catch (ManifestFailure e) {
      throw new AbortException(e.getMessage());
    }
    heldMillis = now.toEpochMilli();
    return true;
  }

  private PreviewHold hold(KubeSession session) {
    return new PreviewHold(session, work.site().name(), key());
  }

  private KubeSession open() throws IOException, InterruptedException {
    return work.site().open(getContext(), PaasPermissions.PROVISION, log());
  }

  private String namespace() {
    return work.site().name().namespace();
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(ENVIRONMENT, work.site().name().environment());
    variables.put("PAAS_NAMESPACE", namespace());
    if (work.url() != null) {
      variables.put("PAAS_URL", work.url());
    }
    work.claims()
        .bindings()
        .forEach(
            (claim, binding) -> {
              if (binding instanceof Map<?, ?> values) {
                values.forEach(
                    (key, value) -> variables.put(variable(claim, key), String.valueOf(value)));
              }
            });
    return variables;
  }

  private static String variable(String claim, Object key) {
    return ("PAAS_" + claim + "_" + key).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  @Override
  protected boolean release() throws Exception {
    try (KubeSession session = open()) {
      Inventory inventory = new Inventory(session, work.site().name());
      Optional<KubeObject> left = inventory.namespace();
      if (left.isEmpty() || !hold(session).isHeld()) {
        if (heldMillis != 0) {
          log().info("namespace " + namespace() + " is gone");
        }
        return true;
      }
      waitingFor = "namespace " + namespace() + " to end" + NamespaceObject.remaining(left.get());
      if (left.get().text("metadata", "deletionTimestamp").isEmpty()) {
        inventory.remove(true);
        log().info("removing namespace " + namespace() + " with all that is in it");
        endOutside();
      } else {
        log()
            .change(
                "namespace " + namespace(), "is ending" + NamespaceObject.remaining(left.get()));
      }
      return false;
    } catch (ManifestFailure e) {
      throw new AbortException(e.getMessage());
    }
  }

  // a preview is torn down by who has other things to tell: what stays is said, and fails nothing
  private void endOutside() throws IOException, InterruptedException {
    try {
      EnvironmentEnd.endAll(
              work.site().platform(getContext(), PaasPermissions.PROVISION),
              work.site().name().application(),
              namespace())
          .forEach(log()::info);
    } catch (IOException e) {
      log().info("not all that belongs to the preview elsewhere has ended: " + e.getMessage());
    }
  }

  @Override
  protected String awaiting() {
    return work == null || waitingFor.isEmpty() ? "the preview" : waitingFor;
  }
}
