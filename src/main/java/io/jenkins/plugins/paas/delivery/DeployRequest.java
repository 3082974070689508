package io.jenkins.plugins.paas.delivery;

import hudson.AbortException;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.core.text.NearestName;
import io.jenkins.plugins.paas.delivery.gate.ParameterCheck;
import io.jenkins.plugins.paas.delivery.gate.PipelineConfig;
import io.jenkins.plugins.paas.delivery.gate.TriggerRequest;
import io.jenkins.plugins.paas.step.ListedValue;
import io.jenkins.plugins.paas.step.NameValue;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The step's arguments, checked; what of them is serialised with the build. */
final class DeployRequest implements Serializable {

  private static final long serialVersionUID = 1L;

  final String pipeline;
  final String platform;
  final String application;
  final String environment;
  final LinkedHashMap<String, String> parameters = new LinkedHashMap<>();
  final ArrayList<String> images = new ArrayList<>();
  final ArrayList<LinkedHashMap<String, Object>> artifacts = new ArrayList<>();
  final LinkedHashMap<String, Object> webhookPayload = new LinkedHashMap<>();
  final String webhookSource;
  final boolean dryRun;
  final String to;
  final String notes;
  final String judgment;
  final boolean cancelOnAbort;
  final boolean wait;
  final long timeoutMillis;

  private DeployRequest(RollbackStep step) throws AbortException {
    pipeline = null;
    to = step.getTo();
    environment = step.getEnvironment();
    if (environment == null) {
      throw new AbortException(
          "paasRollback: 'environment' names where to roll back; it is empty.");
    }
    platform = step.getPlatform();
    application = step.getApplication();
    notes = null;
    judgment = DeployStep.JUDGMENT;
    cancelOnAbort = true;
    wait = true;
    dryRun = false;
    webhookSource = null;
    timeoutMillis = Duration.ofMinutes(DeployStep.TIMEOUT_MINUTES).toMillis();
  }

  private DeployRequest(DeployStep step) throws AbortException {
    pipeline = step.getPipeline();
    to = null;
    if (pipeline == null) {
      throw new AbortException("paasDeploy: 'pipeline' names a Spinnaker pipeline; it is empty.");
    }
    platform = step.getPlatform();
    application = step.getApplication();
    environment = step.getEnvironment();
    notes = step.getNotes();
    judgment = oneOf("judgment", step.getJudgment(), DeployStep.JUDGMENTS);
    cancelOnAbort = oneOf("onAbort", step.getOnAbort(), DeployStep.ABORTS).equals("cancel");
    wait = step.isWait();
    dryRun = step.isDryRun();
    Webhook webhook = step.getWebhook();
    webhookSource = webhook == null ? null : webhook.source();
    if (webhook != null) {
      webhookPayload.putAll(webhook.payload());
      if (dryRun) {
        throw new AbortException("paasDeploy: a webhook cannot be sent with 'dryRun'.");
      }
    }
    step.getArtifacts().forEach(a -> artifacts.add(a.toMap()));
    if (step.getTimeoutMinutes() < 1) {
      throw new AbortException("paasDeploy: 'timeoutMinutes' is at least 1.");
    }
    timeoutMillis = Duration.ofMinutes(step.getTimeoutMinutes()).toMillis();
    for (Map.Entry<String, Object> e :
        NameValue.mapOf(step.getParameters(), "parameters").entrySet()) {
      parameters.put(e.getKey(), text(e.getKey(), e.getValue()));
    }
    TriggerRequest probe = new TriggerRequest("");
    for (Object image : ListedValue.valuesOf(step.getImages())) {
      try {
        ImageReference reference = ImageReference.from(image);
        probe.image(reference); // refuses a reference without a digest
        images.add(reference.toString());
      } catch (IllegalArgumentException e) {
        throw new AbortException("paasDeploy: 'images': " + e.getMessage());
      }
    }
  }

  /**
   * @throws AbortException that names the argument
   */
  static DeployRequest of(DeployStep step) throws AbortException {
    return new DeployRequest(step);
  }

  /**
   * @throws AbortException that names the argument
   */
  static DeployRequest of(RollbackStep step) throws AbortException {
    return new DeployRequest(step);
  }

  boolean isRollback() {
    return pipeline == null;
  }

  private static String oneOf(String argument, String value, List<String> allowed)
      throws AbortException {
    if (!allowed.contains(value)) {
      throw new AbortException(
          "paasDeploy: '"
              + argument
              + "' is one of "
              + String.join(", ", allowed)
              + ", not '"
              + value
              + "'."
              + NearestName.suggest(value, allowed)
                  .map(n -> " Did you mean '" + n + "'?")
                  .orElse(""));
    }
    return value;
  }

  private static String text(String name, Object value) throws AbortException {
    if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    throw new AbortException(
        "paasDeploy: parameter '"
            + name
            + "' is a text, a number or a boolean, not "
            + (value == null ? "null" : value.getClass().getSimpleName())
            + ".");
  }

  /** The trigger, without what only the build knows. */
  TriggerRequest toTrigger(String correlationId) {
    TriggerRequest request =
        new TriggerRequest(correlationId).parameters(parameters).fact("notes", notes);
    request.fact("environment", environment);
    request.dryRun(dryRun);
    images.forEach(image -> request.image(ImageReference.parse(image)));
    artifacts.forEach(request::artifact);
    return request;
  }

  /**
   * Compares with the pipeline before anything is started.
   *
   * @param log is told what is odd but no mistake
   * @throws AbortException with all that is wrong
   */
  void check(PipelineConfig config, TriggerRequest trigger, Consumer<String> log)
      throws AbortException {
    String name = "Spinnaker pipeline " + config.application() + "/" + config.name();
    if (config.disabled()) {
      throw new AbortException(name + " is disabled. Enable it in Spinnaker first.");
    }
    List<String> problems = ParameterCheck.problems(config, trigger.parameters());
    if (!problems.isEmpty()) {
      throw new AbortException(name + ": " + String.join(" Also, ", problems));
    }
    trigger
        .unmatched(config)
        .forEach(e -> log.accept("no artifact matches the pipeline's expected artifact " + e));
    trigger
        .unused(config)
        .forEach(
            i -> log.accept("artifact " + i + " matches no expected artifact of the pipeline"));
  }
}
