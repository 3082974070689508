package io.jenkins.plugins.paas.kube;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.testing.RealKubernetes;
import org.junit.Test;

/** The contract on a real API server, and what only that has: users without rights. */
public class RealClusterTest extends ClusterContract {

  private RealKubernetes real;

  @Override
  KubeAccess access() {
    real = RealKubernetes.require();
    return real.access();
  }

  @Test
  public void aMissingRightIsNamedWithVerbAndResource() throws Exception {
    KubeAccess ci = real.withoutRights();
    try (KubeSession poor = clients.open(ci)) {
      KubeFailure failure =
          assertThrows(KubeFailure.class, () -> apply(poor, false, false, MAP.formatted("x")));
      assertEquals(KubeFailure.Kind.FORBIDDEN, failure.kind());
      assertEquals(
          ci.endpoint().baseUri()
              + " answered 403 to patch configmaps/c in namespace "
              + namespace
              + ": configmaps \"c\" is forbidden: User \"ci\" cannot patch resource \"configmaps\""
              + " in API group \"\" in the namespace \""
              + namespace
              + "\". The credential of the cluster of platform 'real' needs the verb 'patch' on"
              + " 'configmaps' in "
              + namespace
              + " (Role and RoleBinding).",
          failure.getMessage());
    }
  }

  @Test
  public void whoMayPatchButNotReadCanApply() throws Exception {
    KubeAccess ci = real.withoutRights();
    apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: write, namespace: NS}
        rules: [{apiGroups: [""], resources: [configmaps], verbs: [patch, create]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: write, namespace: NS}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: write}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: ci}]
        """);
    try (KubeSession writer = clients.open(ci)) {
      io.jenkins.plugins.paas.testing.Await.until(
          java.time.Duration.ofSeconds(10),
          () -> {
            try {
              return words(apply(writer, false, false, MAP.formatted("x"))).get(0);
            } catch (KubeFailure e) {
              return e.getMessage(); // rights arrive a moment later
            }
          },
          "ConfigMap/c created"::equals,
          () -> "a patch without a look should do");
    }
    assertTrue(session.get(ref("v1", "ConfigMap", "c")).isPresent());
  }

  @Test
  public void aStructuralSchemaIsHeldByTheServer() throws Exception {
    apply(WIDGETS);
    KubeFailure failure = refused(WIDGETS.replace("size: 3", "size: three"));
    assertEquals(failure.getMessage(), KubeFailure.Kind.INVALID, failure.kind());
    assertTrue(failure.getMessage(), failure.getMessage().contains("spec.size"));
  }
}
