package io.jenkins.plugins.paas.monitoring.operator;

import io.jenkins.plugins.paas.kube.KubeAccess;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.testing.RealKubernetes;
import java.time.Clock;
import org.junit.AfterClass;

/** The chain on a real API server, with its own rights; the operator's definitions are bare. */
public class RealScrapeChainTest extends ScrapeChainContract {

  private static RealKubernetes real;

  @Override
  KubeAccess access() {
    real = RealKubernetes.require();
    return real.access();
  }

  @Override
  void rights(boolean given) throws Exception {
    if (given) {
      apply(
          """
          apiVersion: rbac.authorization.k8s.io/v1
          kind: Role
          metadata: {name: prometheus, namespace: %1$s}
          rules: [{apiGroups: [""], resources: [services, endpoints, pods], verbs: [get, list, watch]}]
          ---
          apiVersion: rbac.authorization.k8s.io/v1
          kind: RoleBinding
          metadata: {name: prometheus, namespace: %1$s}
          roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: prometheus}
          subjects: [{kind: ServiceAccount, name: prometheus, namespace: %2$s}]
          """
              .formatted(shop, monitoring));
    } else {
      cluster.delete(
          new ObjectRef("rbac.authorization.k8s.io/v1", "RoleBinding", shop, "prometheus"));
    }
  }

  // once: a definition takes a moment to go, and every test needs them
  @AfterClass
  public static void removeDefinitions() throws Exception {
    if (real == null) {
      return;
    }
    try (KubeClients clients = new KubeClients(Clock.systemUTC());
        KubeSession session = clients.open(real.access())) {
      for (String plural : OperatorCluster.plurals()) {
        session.delete(
            new ObjectRef(
                "apiextensions.k8s.io/v1",
                "CustomResourceDefinition",
                "",
                plural + ".monitoring.coreos.com"));
      }
    }
  }
}
