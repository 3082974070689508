package io.jenkins.plugins.paas.delivery;

import hudson.AbortException;
import hudson.ExtensionList;
import hudson.model.Run;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import io.jenkins.plugins.paas.delivery.gate.GateFailure;
import io.jenkins.plugins.paas.delivery.gate.Release;
import io.jenkins.plugins.paas.delivery.gate.RollbackChoice;
import io.jenkins.plugins.paas.step.Evidence;
import io.jenkins.plugins.paas.step.EvidenceStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the release to go back to: in Gate's history of the environment, and, since Spinnaker
 * searches only so far back, by the release passports of the job's earlier builds.
 */
record RollbackSearch(GateClient gate, String application, String environment, Run<?, ?> run) {

  private static final int BUILDS = 100;

  /**
   * What to go back to.
   *
   * @param to an execution or a build, or {@code null} for the last good release
   * @param log is told what will be done, before it is
   * @throws AbortException when there is none
   */
  RollbackChoice find(String to, Consumer<String> log) throws Exception {
    List<Release> history = gate.releases(application, environment);
    String job = run.getParent().getFullName();
    Optional<RollbackChoice> found =
        to == null ? RollbackChoice.last(history) : RollbackChoice.named(history, to, job);
    String how = "Gate's history";
    if (found.isEmpty()) {
      List<Release> longer = new ArrayList<>(history);
      longer.addAll(passports(history, to));
      found = to == null ? RollbackChoice.last(longer) : RollbackChoice.named(longer, to, job);
      how = "a release passport";
    }
    RollbackChoice choice = found.orElseThrow(() -> new AbortException(none(to, history)));
    if (!choice.to().isGood()) {
      throw new AbortException(
          "paasRollback: " + choice.to() + " is no good release, so it is not handed over again.");
    }
    choice = new RollbackChoice(choice.from(), gate.release(choice.to().execution().id()));
    log.accept(
        "rolling "
            + application
            + " in "
            + environment
            + " back from "
            + choice.from()
            + " to "
            + choice.to()
            + ", found by "
            + how
            + ": it will be handed over again");
    return choice;
  }

  private String none(String to, List<Release> history) {
    List<String> known =
        history.stream()
            .limit(5)
            .map(r -> r.execution().id() + " " + r.execution().statusText())
            .toList();
    return "paasRollback: there is no "
        + (to == null
            ? "earlier good release of "
            : "delivery '" + to + "' (an execution's id, or a build's number) of ")
        + application
        + " to "
        + environment
        + ". Neither the passports of this job's builds nor Gate's history has one; the latest"
        + " deliveries there: "
        + (known.isEmpty() ? "none" : String.join(", ", known))
        + ".";
  }

  /** What earlier builds of this job delivered there, newest first, as far as Spinnaker has it. */
  private List<Release> passports(List<Release> history, String to) throws Exception {
    List<Release> found = new ArrayList<>();
    Run<?, ?> build = run.getPreviousBuild();
    for (int i = 0; build != null && i < BUILDS; i++, build = build.getPreviousBuild()) {
      for (String id : executions(build)) {
        if (history.stream().noneMatch(r -> r.execution().id().equals(id))) {
          read(id).ifPresent(found::add);
        }
      }
    }
    if (to != null && to.matches("[0-9A-Z]{26}")) {
      read(to).filter(r -> r.environment().equals(environment)).ifPresent(found::add);
    }
    return found;
  }

  private List<String> executions(Run<?, ?> build) {
    List<String> ids = new ArrayList<>();
    for (EvidenceStore store : ExtensionList.lookup(EvidenceStore.class)) {
      for (Evidence evidence : store.of(build)) {
        Map<String, Object> facts = evidence.getFacts();
        if (evidence.getKind().equals("deployment")
            && application.equals(facts.get("application"))
            && environment.equals(facts.get("environment"))) {
          ids.add(0, String.valueOf(facts.get("execution")));
        }
      }
    }
    return ids;
  }

  private Optional<Release> read(String id) throws GateFailure, InterruptedException {
    try {
      return Optional.of(gate.release(id));
    } catch (GateFailure e) {
      if (e.kind() == GateFailure.Kind.NOT_FOUND) {
        return Optional.empty(); // Spinnaker has cleaned it away
      }
      throw e;
    }
  }
}
