package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.ApiType;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what shows why something failed: Warning events and the last lines of a container. */
public final class PodEvidence {

  private static final int LOG_LINES = 50;
  private static final int EVENTS = 5;

  private PodEvidence() {}

  /** Lines to show under a failure; what cannot be read is said, not thrown. */
  public static List<String> of(KubeSession session, ObjectRef workload, PodProblem problem)
      throws InterruptedException {
    List<String> lines = new ArrayList<>();
    try {
      List<KubeObject> warnings = warnings(session, workload, problem);
      for (KubeObject event : warnings) {
        lines.add(
            "Warning "
                + event.text("reason")
                + " ("
                + event.number(1, "count")
                + "x) "
                + event.text("involvedObject", "kind")
                + "/"
                + event.text("involvedObject", "name")
                + ": "
                + event.text("message").strip());
      }
      if (Set.of("Service", "Ingress").contains(workload.kind())) {
        lines.addAll(UnmatchedSelectors.of(session, workload.namespace()));
      }
      if (problem != null && !problem.container().isEmpty()) {
        log(session, workload.namespace(), problem, lines);
      }
    } catch (KubeFailure e) {
      lines.add("more evidence cannot be read: " + e.getMessage());
    }
    return lines;
  }

  private static void log(
      KubeSession session, String namespace, PodProblem problem, List<String> lines)
      throws KubeFailure, InterruptedException {
    String text = "";
    if (problem.restarts() > 0) {
      text = session.log(namespace, problem.pod(), problem.container(), LOG_LINES, true);
    }
    if (text.isBlank()) {
      text = session.log(namespace, problem.pod(), problem.container(), LOG_LINES, false);
    }
    if (!text.isBlank()) {
      lines.add("last lines of container '" + problem.container() + "' in " + problem.pod() + ":");
      text.lines().map(line -> "  | " + line).forEach(lines::add);
    }
  }

  private static List<KubeObject> warnings(
      KubeSession session, ObjectRef workload, PodProblem problem)
      throws KubeFailure, InterruptedException {
    String pod = problem == null ? "" : problem.pod();
    return events(session, workload.namespace()).stream()
        .filter(event -> event.text("type").equals("Warning"))
        .filter(
            event -> {
              String name = event.text("involvedObject", "name");
              // a ReplicaSet's name begins with its Deployment's
              return name.equals(workload.name())
                  || name.equals(pod)
                  || name.startsWith(workload.name() + "-");
            })
        .sorted(Comparator.comparing(PodEvidence::time).reversed())
        .limit(EVENTS)
        .toList();
  }

  private static List<KubeObject> events(KubeSession session, String namespace)
      throws KubeFailure, InterruptedException {
    ApiType type = session.types().require("v1", "Event");
    return session.list(type, namespace, Map.of("fieldSelector", "type=Warning"));
  }

  static String time(KubeObject event) {
    String last = event.text("lastTimestamp");
    return last.isEmpty() ? event.text("eventTime") : last;
  }
}
