package io.jenkins.plugins.paas.logging.pod;

import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds a pod that logs a nonce when it is asked to, and asks it. */
public final class ApplicationPath {

  private final KubeSession cluster;
  private final List<String> obstacles = new ArrayList<>();

  public ApplicationPath(KubeSession cluster) {
    this.cluster = cluster;
  }

  /**
   * Has one pod of the namespace write the nonce.
   *
   * @param target what the pod's annotation must name as the target of its lines
   * @return how it was written, for messages, or empty where no pod offers a path or none could be
   *     reached; {@link #obstacles} says why
   */
  public Optional<String> write(String namespace, String target, String nonce)
      throws KubeFailure, InterruptedException {
    for (KubeObject pod : cluster.list(cluster.types().require("v1", "Pod"), namespace, "")) {
      String name = namespace + "/" + pod.name();
      String offer = pod.text("metadata", "annotations", NoncePath.ANNOTATION);
      String address = pod.text("status", "podIP");
      if (offer.isEmpty()
          || address.isEmpty()
          || !target.equals(pod.text("metadata", "annotations", NoncePath.TARGET_ANNOTATION))
          || !"Running".equals(pod.text("status", "phase"))) {
        continue;
      }
      try {
        NoncePath path = NoncePath.parse(offer, name);
        ask(path, address, nonce);
        return Optional.of("by GET " + path.request(address, "…") + " of pod " + name);
      } catch (IOException e) {
        obstacles.add(name + ": " + e.getMessage());
      }
    }
    return Optional.empty();
  }

  /** Why pods that offer a path could not be used. */
  public List<String> obstacles() {
    return List.copyOf(obstacles);
  }

  private static void ask(NoncePath path, String address, String nonce)
      throws HttpFailure, InterruptedException {
    HttpEndpoint pod =
        HttpEndpoint.at(path.base(address))
            .connectTimeout(Duration.ofSeconds(3))
            .requestTimeout(Duration.ofSeconds(5))
            .maxBodyBytes(1 << 20)
            .build();
    try (HttpCaller caller = HttpCaller.to(pod)) {
      HttpAnswer answer = caller.send(HttpCall.get().toAbsolute(path.request(address, nonce)));
      answer.requireSuccess();
    }
  }
}
