package io.jenkins.plugins.paas.delivery;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Run;
import io.jenkins.plugins.paas.core.wait.Deadline;
import io.jenkins.plugins.paas.delivery.gate.Execution;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import io.jenkins.plugins.paas.delivery.gate.GateFailure;
import io.jenkins.plugins.paas.delivery.gate.Handover;
import io.jenkins.plugins.paas.delivery.gate.PipelineConfig;
import io.jenkins.plugins.paas.delivery.gate.RollbackChoice;
import io.jenkins.plugins.paas.delivery.gate.TriggerRequest;
import io.jenkins.plugins.paas.platform.ThisController;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts a delivery, once: as a pipeline with what the step says, as an earlier release again, or
 * by a webhook.
 */
final class DeployStart implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Echo and Orca take a moment between an event and the execution that it starts. */
  static final long EVENT_MILLIS = 60_000;

  /** Shortened by tests alone. */
  static long eventMillis = EVENT_MILLIS;

  private final DeployRequest request;
  private String pipelineName;
  private String rollbackTo;
  private String eventId;
  private long postedMillis;
  private transient boolean found;

  DeployStart(DeployRequest request) {
    this.request = request;
    this.pipelineName = request.isRollback() ? "the last good release" : request.pipeline;
  }

  /** The pipeline, or what is meant to become one. */
  String pipelineName() {
    return pipelineName;
  }

  /** The execution whose release is handed over again, or {@code null}. */
  String rollbackTo() {
    return rollbackTo;
  }

  /** Whether {@link #begin} found what an earlier attempt had started. */
  boolean isFound() {
    return found;
  }

  /** What this key started already, also when it has ended. */
  Optional<Execution> earlier(GateClient gate, String application, String correlationId)
      throws GateFailure, InterruptedException {
    List<Execution> found =
        request.webhookSource == null
            ? gate.correlated(
                application, request.isRollback() ? null : pipelineName, correlationId)
            : gate.startedByWebhook(application, correlationId);
    // the oldest one, should there be several: it is the one that was told first
    return found.stream()
        .filter(e -> request.webhookSource == null || isWanted(e))
        .reduce((newer, older) -> older);
  }

  /**
   * Hands over.
   *
   * @return the execution, or {@code null} when {@link #byEvent} is to be asked for it
   */
  String begin(
      GateClient gate,
      String application,
      String correlationId,
      Run<?, ?> run,
      EnvVars environment,
      Consumer<String> log)
      throws Exception {
    Handover handover = new Handover(gate, log);
    Deadline once = Deadline.after(Duration.ZERO); // repeated by the caller, without a thread
    PipelineConfig pipeline = null;
    if (!request.isRollback()) {
      pipeline = handover.find(application, request.pipeline, once);
      pipelineName = pipeline.name();
    }
    Optional<Execution> earlier = earlier(gate, application, correlationId);
    if (earlier.isPresent()) {
      pipelineName = earlier.get().name();
      found = true;
      return earlier.get().id();
    }
    found = false;
    TriggerRequest trigger;
    if (request.isRollback()) {
      RollbackChoice choice =
          new RollbackSearch(gate, application, request.environment, run).find(request.to, log);
      rollbackTo = choice.to().execution().id();
      pipeline = handover.find(application, choice.to().execution().pipelineConfigId(), once);
      pipelineName = pipeline.name();
      trigger = new TriggerRequest(correlationId).again(choice);
      trigger.fact("environment", request.environment);
    } else {
      trigger = request.toTrigger(correlationId);
    }
    request.check(pipeline, trigger, log);
    SpinnakerAccess.nameBuild(trigger, run, environment);
    if (request.wait && request.cancelOnAbort) {
      trigger.fact("ciOwner", ThisController.id()); // it ends with the build, or is swept
    }
    if (request.webhookSource != null) {
      post(gate, trigger);
      return null;
    }
    return gate.trigger(pipeline, trigger.toTrigger(pipeline));
  }

  private void post(GateClient gate, TriggerRequest trigger)
      throws GateFailure, InterruptedException {
    postedMillis = System.currentTimeMillis();
    try {
      eventId = gate.webhook(request.webhookSource, trigger.toWebhook(request.webhookPayload));
    } catch (GateFailure e) {
      boolean refused =
          e.kind() == GateFailure.Kind.UNREACHABLE || e.kind() == GateFailure.Kind.BUSY;
      if (refused || !e.isTransient()) {
        throw e;
      }
      eventId = null; // it may have arrived: its execution is looked for, and it is not sent again
    }
  }

  /**
   * The execution that the event started.
   *
   * @return {@code null} while there may still come one
   * @throws AbortException when it started none
   */
  String byEvent(GateClient gate, String application, String correlationId, Consumer<String> log)
      throws Exception {
    List<Execution> found =
        eventId == null
            ? gate.startedByWebhook(application, correlationId)
            : gate.startedByEvent(application, eventId);
    Optional<Execution> wanted =
        found.stream().filter(this::isWanted).reduce((newer, older) -> older);
    if (wanted.isPresent()) {
      found.stream()
          .filter(e -> !e.id().equals(wanted.get().id()))
          .forEach(
              e ->
                  log.accept(
                      "the webhook also started execution "
                          + e.id()
                          + " of "
                          + e.name()
                          + ", which is not followed"));
      return wanted.get().id();
    }
    if (System.currentTimeMillis() - postedMillis < eventMillis) {
      return null;
    }
    throw new AbortException(
        "The webhook '"
            + request.webhookSource
            + "'"
            + (eventId == null ? "" : " (event " + eventId + ")")
            + " started no execution of "
            + application
            + "/"
            + pipelineName
            + (found.isEmpty()
                ? ""
                : ", but of " + String.join(", ", found.stream().map(Execution::name).toList()))
            + ". Spinnaker says nothing about why: look at the pipeline's webhook trigger (source,"
            + " enabled, payload constraints) and at its required parameters.");
  }

  private boolean isWanted(Execution execution) {
    return execution.name().equals(pipelineName)
        || execution.pipelineConfigId().equals(request.pipeline);
  }
}
