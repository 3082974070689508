package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Services of a namespace whose selector matches no pod, which is often a slip of the pen. */
final class UnmatchedSelectors {

  private static final int SHOWN = 5;

  private UnmatchedSelectors() {}

  /** A line each, with the labels that the pods have. */
  static List<String> of(KubeSession session, String namespace)
      throws KubeFailure, InterruptedException {
    List<KubeObject> services =
        session.list(session.types().require("v1", "Service"), namespace, "");
    if (services.stream().allMatch(s -> s.map("spec", "selector").isEmpty())) {
      return List.of();
    }
    List<Map<String, Object>> labels =
        session.list(session.types().require("v1", "Pod"), namespace, "").stream()
            .map(pod -> pod.map("metadata", "labels"))
            .toList();
    return services.stream()
        .filter(service -> !service.map("spec", "selector").isEmpty())
        .filter(service -> labels.stream().noneMatch(l -> matches(service, l)))
        .limit(SHOWN)
        .map(service -> line(service, labels))
        .toList();
  }

  private static boolean matches(KubeObject service, Map<String, Object> labels) {
    return labels.entrySet().containsAll(service.map("spec", "selector").entrySet());
  }

  private static String line(KubeObject service, List<Map<String, Object>> labels) {
    Map<String, Object> selector = service.map("spec", "selector");
    String there =
        labels.stream()
            .map(l -> words(l, selector))
            .filter(text -> !text.isEmpty())
            .distinct()
            .limit(SHOWN)
            .collect(Collectors.joining(" or "));
    return service
        + " selects "
        + words(selector, selector)
        + ", which no pod has"
        + (there.isEmpty() ? "" : "; there are pods with " + there);
  }

  private static String words(Map<String, Object> labels, Map<String, Object> keys) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .filter(e -> keys.containsKey(e.getKey()))
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(","));
  }
}
