package io.jenkins.plugins.paas.monitoring.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.paas.kube.KubeSession;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks the cluster what somebody else may do ({@code SubjectAccessReview}). Where one may not ask,
 * nothing is found missing: the target's own state shows it then.
 */
final class SubjectRights {

  private static final Logger LOGGER = Logger.getLogger(SubjectRights.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/apis/authorization.k8s.io/v1/subjectaccessreviews";

  private final KubeSession cluster;
  private final String user;

  SubjectRights(KubeSession cluster, String user) {
    this.cluster = cluster;
    this.user = user;
  }

  /** Whether the cluster says that the user may not. */
  boolean lacks(String verb, String resource, String namespace) {
    Map<String, Object> review =
        Map.of(
            "apiVersion",
            "authorization.k8s.io/v1",
            "kind",
            "SubjectAccessReview",
            "spec",
            Map.of(
                "user",
                user,
                "groups",
                java.util.List.of("system:serviceaccounts", "system:authenticated"),
                "resourceAttributes",
                Map.of("verb", verb, "resource", resource, "namespace", namespace)));
    try {
      String answer = cluster.client().raw(PATH, "POST", review);
      JsonNode status = JSON.readTree(answer == null ? "{}" : answer).path("status");
      return status.has("allowed") && !status.path("allowed").asBoolean();
    } catch (KubernetesClientException | JsonProcessingException e) {
      LOGGER.log(Level.FINE, "The rights of " + user + " cannot be asked for.", e);
      return false;
    }
  }
}
