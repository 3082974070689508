package io.jenkins.plugins.paas.delivery.gate;

import io.jenkins.plugins.paas.core.text.NearestName;
import io.jenkins.plugins.paas.core.wait.Deadline;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts an execution exactly once. Spinnaker knows a correlation id only while its execution runs,
 * so before each attempt the history is searched for it: an execution whose answer was lost is
 * found, also when it has ended meanwhile.
 */
public final class Handover {

  private final GateClient gate;
  private final Consumer<String> log;

  /**
   * @param log is told what the user should know
   */
  public Handover(GateClient gate, Consumer<String> log) {
    this.gate = gate;
    this.log = log;
  }

  /**
   * An execution's id.
   *
   * @param found whether an earlier attempt had started it
   */
  public record Started(String executionId, boolean found) {}

  /**
   * The pipeline of that name, or of that id.
   *
   * @throws UnknownName with the nearest names when there is none
   */
  public PipelineConfig find(String application, String nameOrId, Deadline deadline)
      throws GateFailure, UnknownName, InterruptedException {
    Patience patience = new Patience(deadline, log);
    List<PipelineConfig> all = patience.await(() -> gate.pipelineConfigs(application));
    Optional<PipelineConfig> found =
        all.stream()
            .filter(c -> c.name().equals(nameOrId))
            .findFirst()
            .or(() -> all.stream().filter(c -> c.id().equals(nameOrId)).findFirst());
    if (found.isPresent()) {
      PipelineConfig config = found.get();
      // started by id, Spinnaker would not look at the application at all
      if (!config.application().equalsIgnoreCase(application)) {
        throw new UnknownName(
            "Pipeline '" + nameOrId + "' belongs to application '" + config.application() + "'.");
      }
      return config;
    }
    if (all.isEmpty()) {
      List<String> applications = patience.await(gate::applications);
      if (applications.stream().noneMatch(application::equalsIgnoreCase)) {
        throw new UnknownName(
            "Spinnaker at "
                + gate.uri()
                + " has no application '"
                + application
                + "'."
                + NearestName.hint(application, applications));
      }
    }
    throw new UnknownName(
        "Spinnaker application '"
            + application
            + "' has no pipeline '"
            + nameOrId
            + "'."
            + (all.isEmpty()
                ? " It has no pipelines."
                : NearestName.hint(nameOrId, all.stream().map(PipelineConfig::name).toList())));
  }

  /** Starts the pipeline, or finds what this correlation id started before. */
  public Started start(PipelineConfig pipeline, TriggerRequest request, Deadline deadline)
      throws GateFailure, InterruptedException {
    return new Patience(deadline, log)
        .await(
            () -> {
              Optional<Execution> earlier = search(pipeline, request.correlationId());
              return earlier.isPresent()
                  ? new Started(earlier.get().id(), true)
                  : new Started(gate.trigger(pipeline, request.toTrigger(pipeline)), false);
            });
  }

  /** The execution that this correlation id started, running or ended. */
  public Optional<Execution> search(PipelineConfig pipeline, String correlationId)
      throws GateFailure, InterruptedException {
    // the oldest one, should there be several: it is the one that was told first
    List<Execution> found = gate.correlated(pipeline.application(), pipeline.name(), correlationId);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
  }

  /** A name that Spinnaker does not know: a mistake of the caller's. */
  public static final class UnknownName extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownName(String message) {
      super(message);
    }
  }
}
