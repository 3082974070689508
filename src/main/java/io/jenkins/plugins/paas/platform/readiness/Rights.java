package io.jenkins.plugins.paas.platform.readiness;

import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeSession;
import java.util.ArrayList;
import java.util.List;

/**
 * What the suite does in a cluster, asked of the cluster itself by {@code SelfSubjectAccessReview},
 * so that the answer is that of all its authorizers.
 */
final class Rights {

  /** The verb, then the resources: what provisioning, watching, sweeping and auditing need. */
  private static final List<String[]> NEEDED =
      List.of(
          new String[] {"create", "namespaces"},
          new String[] {"delete", "namespaces"},
          new String[] {"list", "namespaces"},
          new String[] {"patch", "deployments.apps"},
          new String[] {"delete", "deployments.apps"},
          new String[] {"patch", "statefulsets.apps"},
          new String[] {"patch", "services"},
          new String[] {"patch", "configmaps"},
          new String[] {"patch", "secrets"},
          new String[] {"get", "secrets"},
          new String[] {"patch", "serviceaccounts"},
          new String[] {"patch", "persistentvolumeclaims"},
          new String[] {"patch", "resourcequotas"},
          new String[] {"patch", "networkpolicies.networking.k8s.io"},
          new String[] {"patch", "rolebindings.rbac.authorization.k8s.io"},
          new String[] {"list", "pods"},
          new String[] {"get", "pods/log"},
          new String[] {"list", "events"});

  private Rights() {}

  static Finding finding(KubeSession session) throws KubeFailure, InterruptedException {
    Finding.Notes notes = Finding.about(Need.CLUSTER, "Rights");
    List<String> missing = new ArrayList<>();
    for (String[] right : NEEDED) {
      if (!session.may(right[0], right[1], "")) {
        missing.add(right[0] + " " + right[1]);
      }
    }
    if (missing.isEmpty()) {
      return notes.fact("all " + NEEDED.size() + " that were asked about").finding();
    }
    return notes
        .flaw(
            Readiness.DEGRADED,
            "in all namespaces the credential may not " + String.join(", ", missing),
            "Bind a ClusterRole with these verbs to the credential's account.")
        .finding();
  }
}
