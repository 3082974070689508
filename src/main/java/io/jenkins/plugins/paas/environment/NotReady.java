package io.jenkins.plugins.paas.environment;

import hudson.AbortException;
import io.jenkins.plugins.paas.environment.source.EnvironmentName;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.kube.readiness.Look;
import io.jenkins.plugins.paas.kube.readiness.PodEvidence;
import io.jenkins.plugins.paas.kube.readiness.PodProblem;
import io.jenkins.plugins.paas.step.StepLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words why an environment is not ready: the reason in the error, the evidence in the log. */
record NotReady(EnvironmentName name, Look look, StepLog log) {

  private static final int SHOWN = 3;

  /** For an object that will not become ready by itself. */
  AbortException failure(KubeSession session, ObjectRef object) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    text.append(object).append(" in namespace ").append(name.namespace());
    text.append(" will not become ready: ").append(look.verdicts().get(object).text()).append('.');
    explain(session, object, text);
    return new AbortException(text.toString());
  }

  /** For a wait that took too long. */
  AbortException timedOut(KubeSession session, String head) throws InterruptedException {
    StringBuilder text = new StringBuilder(head);
    List<ObjectRef> late =
        look.verdicts().entrySet().stream()
            .filter(e -> !e.getValue().isReady())
            .map(Map.Entry::getKey)
            .limit(SHOWN)
            .toList();
    for (ObjectRef object : late) {
      explain(session, object, text);
    }
    return new AbortException(text.toString());
  }

  private void explain(KubeSession session, ObjectRef object, StringBuilder text)
      throws InterruptedException {
    Optional<PodProblem> problem = look.problemOf(object);
    problem.ifPresent(
        p -> {
          text.append("\n").append(p.summary());
          if (!p.advice().isEmpty()) {
            text.append("\n").append(p.advice());
          }
        });
    List<String> evidence = PodEvidence.of(session, object, problem.orElse(null));
    if (!evidence.isEmpty()) {
      log.info("evidence for " + object + ":");
      evidence.forEach(log::info);
    }
  }
}
