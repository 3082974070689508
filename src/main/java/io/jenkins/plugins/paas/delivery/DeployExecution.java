package io.jenkins.plugins.paas.delivery;

import hudson.AbortException;
import hudson.EnvVars;
import io.jenkins.plugins.paas.delivery.gate.CorrelationId;
import io.jenkins.plugins.paas.delivery.gate.Execution;
import io.jenkins.plugins.paas.delivery.gate.GateConnection;
import io.jenkins.plugins.paas.delivery.gate.GateFailure;
import io.jenkins.plugins.paas.delivery.gate.Handover;
import io.jenkins.plugins.paas.step.DeploymentResult;
import io.jenkins.plugins.paas.step.PollingExecution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** One hand-over: triggers once, follows the stages, cancels on abort. */
final class DeployExecution extends PollingExecution {

  private static final long serialVersionUID = 1L;
  private static final long HANDOVER_MILLIS = 300_000;

  /** A Gate that nothing listens at is a wrong setting more often than a restart. */
  private static final long UNREACHABLE_MILLIS = 10_000;

  /** For so long an execution that was just started may be unknown to a read replica. */
  private static final long GRACE_MILLIS = 60_000;

  /** While people are asked, Spinnaker is looked at less often than the build's page. */
  private static final long ASKING_MILLIS = 5_000;

  private static final int MANY = 10;

  private final DeployRequest request;
  private final DeployProgress progress = new DeployProgress();
  private final DeployCancellation cancellation = new DeployCancellation();
  private DeployGate gate;
  private DeliveryTurn turn;
  private final DeployStart start;
  private boolean attempted;
  private long startedMillis;
  private String executionId;

  private transient String lastSeen;
  private transient long tryingSinceMillis;
  private transient boolean renewed;
  private transient boolean asking;
  private transient long lookedMillis;

  DeployExecution(StepContext context, DeployRequest request) {
    super(
        context,
        request.isRollback() ? "rollback" : "deploy",
        Duration.ofMillis(request.timeoutMillis));
    this.request = request;
    this.start = new DeployStart(request);
  }

  @Override
  protected void prepare() throws Exception {
    gate = DeployGate.of(getContext(), request);
    turn = new DeliveryTurn(gate.platform(), gate.application(), request.environment, key());
  }

  /**
   * Where many wait their polls are shared, so a look costs no request, and an end is soon seen.
   */
  @Override
  protected Duration longestPause() {
    return gate.waiting() > MANY ? Duration.ofSeconds(5) : super.longestPause();
  }

  @Override
  protected boolean mayCall() throws Exception {
    return turn.mayBegin(gate.windows(getContext()), run(), log());
  }

  @Override
  protected void over() {
    if (turn != null) {
      turn.end();
    }
  }

  @Override
  protected void call() throws Exception {
    attempted = true;
    if (tryingSinceMillis == 0) {
      tryingSinceMillis = System.currentTimeMillis();
    }
    try {
      handOver();
    } catch (Handover.UnknownName e) {
      throw new AbortException(e.getMessage() + gate.setting());
    } catch (GateFailure e) {
      long limit = e.kind() == GateFailure.Kind.UNREACHABLE ? UNREACHABLE_MILLIS : HANDOVER_MILLIS;
      if (e.isTransient() && System.currentTimeMillis() - tryingSinceMillis < limit) {
        throw e; // asked again a little later
      }
      throw new AbortException(e.getMessage() + gate.setting());
    }
  }

  private void handOver() throws Exception {
    EnvVars environment = getContext().get(EnvVars.class);
    executionId =
        start.begin(
            gate().client(), gate.application(), correlation(), run(), environment, this::say);
    if (executionId != null) {
      follow();
    }
  }

  private void follow() throws IOException, InterruptedException {
    startedMillis = System.currentTimeMillis();
    gate().watch().join(executionId);
    say(
        (start.isFound() ? "found what an earlier attempt started: " : "started ")
            + name()
            + (deckUrl() == null ? "" : " " + deckUrl()));
  }

  private String correlation() {
    return CorrelationId.of(key());
  }

  @Override
  protected Optional<Object> poll() throws Exception {
    try {
      Optional<Object> result = look();
      renewed = false;
      return result;
    } catch (GateFailure e) {
      if (e.kind() != GateFailure.Kind.NOT_AUTHENTICATED || renewed) {
        throw e.isTransient() ? e : new AbortException(e.getMessage() + gate.setting());
      }
      renewed = true; // the credential may have been rotated: it is looked up once more
      gate.forget();
      return Optional.empty();
    }
  }

  private Optional<Object> look() throws Exception {
    if (executionId == null) {
      executionId = start.byEvent(gate().client(), gate.application(), correlation(), this::say);
      if (executionId == null) {
        return Optional.empty();
      }
      follow();
    }
    boolean answered = asking && DeployJudgment.isAnswered(run(), executionId, progress);
    if (asking && !answered) {
      hurry(); // an answer is sent soon, and costs no request until it is there
      if (System.currentTimeMillis() - lookedMillis < ASKING_MILLIS) {
        return Optional.empty();
      }
    }
    lookedMillis = System.currentTimeMillis();
    Optional<Execution> light = gate().watch().peek(executionId);
    if (light.isPresent() && request.wait && !answered && light.get().isAsBefore(lastSeen)) {
      return Optional.empty();
    }
    Execution execution;
    try {
      execution = gate().client().execution(executionId);
    } catch (GateFailure e) {
      if (e.kind() == GateFailure.Kind.NOT_FOUND
          && System.currentTimeMillis() - startedMillis < GRACE_MILLIS) {
        return Optional.empty();
      }
      throw e;
    }
    if (!execution.fingerprint().equals(lastSeen)) {
      lastSeen = execution.fingerprint();
      hurry();
    }
    progress.tell(execution, deckUrl(), log());
    if (!request.judgment.equals("leave")) {
      execution =
          new DeployJudgment(request.judgment, deckUrl(), progress, log(), run())
              .answer(execution, gate().client());
      asking = request.judgment.equals("input") && !execution.awaitedJudgments().isEmpty();
    }
    return execution.isComplete() || !request.wait
        ? Optional.of(finish(execution))
        : Optional.empty();
  }

  private DeploymentResult finish(Execution execution) throws IOException, InterruptedException {
    gate().watch().leave(executionId);
    return new DeployEnd(request, start.rollbackTo(), name(), deckUrl(), elapsed())
        .conclude(execution, run(), log(), gate().client());
  }

  @Override
  protected boolean cancel() throws Exception {
    if (!attempted) {
      return true; // nothing was asked for yet
    }
    if (!request.cancelOnAbort) {
      say(awaiting() + " goes on (onAbort: 'leave')");
      leaveWatch();
      return true;
    }
    try {
      if (executionId == null) {
        // the abort came while the trigger's answer was awaited: it may have started all the same
        executionId = cancellation.find(start, gate().client(), gate.application(), correlation());
        return executionId == null && cancellation.isSearched();
      }
      boolean ended =
          cancellation.isEnded(gate().client(), executionId, run().getFullDisplayName(), log());
      if (ended) {
        leaveWatch();
      }
      return ended;
    } catch (GateFailure e) {
      if (!e.isTransient()) {
        throw e;
      }
      if (progress.isNew("cancel", e.getMessage())) {
        say(e.getMessage() + " Trying again.");
      }
      return false;
    }
  }

  @Override
  protected Exception timedOut() throws Exception {
    String asked = "";
    if (request.cancelOnAbort && executionId != null) {
      try {
        String reason = "Jenkins build " + run().getFullDisplayName() + " gave up";
        gate().client().cancel(executionId, reason);
        asked = " Spinnaker was asked to cancel it (onAbort: 'cancel').";
      } catch (GateFailure e) {
        asked = " It could not be canceled: " + e.getMessage();
      }
    }
    leaveWatch();
    return new AbortException(super.timedOut().getMessage() + asked);
  }

  private void leaveWatch() throws IOException, InterruptedException {
    if (executionId != null) {
      gate().watch().leave(executionId);
    }
  }

  @Override
  protected String awaiting() {
    if (!attempted && !turn.awaiting().isEmpty()) {
      return turn.awaiting();
    }
    return executionId == null
        ? "Spinnaker to start " + gate.application() + "/" + start.pipelineName()
        : "Spinnaker " + name();
  }

  private String name() {
    return "execution " + executionId + " of " + gate.application() + "/" + start.pipelineName();
  }

  private GateConnection gate() throws IOException, InterruptedException {
    return gate.connect(getContext(), run(), log());
  }

  private String deckUrl() throws IOException, InterruptedException {
    return gate.deckUrl(getContext(), executionId);
  }

  private void say(String text) {
    try {
      log().info(text);
    } catch (IOException e) {
      throw new UncheckedIOException("the build's log cannot be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
