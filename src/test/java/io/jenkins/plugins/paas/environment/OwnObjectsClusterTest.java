package io.jenkins.plugins.paas.environment;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.environment.plan.Inventory;
import io.jenkins.plugins.paas.environment.plan.Provisioning;
import io.jenkins.plugins.paas.environment.plan.Pruning;
import io.jenkins.plugins.paas.environment.plan.Revisions;
import io.jenkins.plugins.paas.environment.source.EnvironmentName;
import io.jenkins.plugins.paas.environment.source.ManifestSet;
import io.jenkins.plugins.paas.environment.source.NetworkOpenings;
import io.jenkins.plugins.paas.environment.source.OwnObjects;
import io.jenkins.plugins.paas.environment.source.Ownership;
import io.jenkins.plugins.paas.environment.source.RoleObjects;
import io.jenkins.plugins.paas.kube.Applied;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.testing.RealKubernetes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.Test;

/** A real API server takes all that an environment is made of, and changes nothing again. */
public class OwnObjectsClusterTest {

  private final EnvironmentName name =
      EnvironmentName.of(
          "${application}-${environment}", "t" + UUID.randomUUID().toString().substring(0, 8), "x");

  private List<KubeObject> objects() {
    List<KubeObject> objects = new ArrayList<>();
    objects.add(NetworkOpenings.policy(List.of("from same", "to dns", "to 10.0.0.0/8 port 5432")));
    objects.addAll(RoleObjects.of("api", List.of("get,list configmaps"), true, name.namespace()));
    objects.add(OwnObjects.configMap("config", Map.of("LOG_LEVEL", "info")));
    objects.add(OwnObjects.secret("mail", "Opaque", Map.of("text", new byte[] {1, 2})));
    objects.addAll(OwnObjects.pulling("{\"auths\":{}}".getBytes(StandardCharsets.UTF_8)));
    return objects;
  }

  private Set<String> outcomes(Provisioning provisioning) throws Exception {
    return apply(provisioning, objects()).stream()
        .map(Applied::outcome)
        .map(outcome -> outcome.word())
        .collect(Collectors.toSet());
  }

  private static List<Applied> apply(Provisioning provisioning, List<KubeObject> objects)
      throws Exception {
    return provisioning.apply(
        new Provisioning.Desired(
            ManifestSet.read(List.of(), Map.of()),
            objects,
            Map.of("pods", "5", "requests.cpu", "2"),
            Map.of("cpu", "500m"),
            new Ownership.Maker("test", "test#1", null)),
        false);
  }

  @Test
  public void madeOnceThenUnchangedThenPruned() throws Exception {
    try (KubeClients clients = new KubeClients(Clock.systemUTC());
        KubeSession session = clients.open(RealKubernetes.require().access())) {
      Provisioning provisioning = new Provisioning(session, name, line -> {});
      try {
        // the controller may have made the default service account meanwhile
        Set<String> first = outcomes(provisioning);
        first.remove("configured");
        assertEquals(Set.of("created"), first);
        assertEquals(Set.of("unchanged"), outcomes(provisioning));
        assertEquals("", provisioning.drift().text());
        ObjectRef mail = new ObjectRef("v1", "Secret", name.namespace(), "mail");
        session.delete(mail);
        assertEquals("Secret/mail was deleted", provisioning.drift().text());

        List<KubeObject> fewer = new ArrayList<>(objects());
        fewer.removeIf(o -> o.kind().equals("Role") || o.kind().equals("RoleBinding"));
        List<ObjectRef> wanted = apply(provisioning, fewer).stream().map(Applied::ref).toList();
        List<String> pruned =
            new Pruning(session, name, line -> {})
                .prune(wanted, List.of(), false, false).stream()
                    .map(one -> one.ref().toString())
                    .toList();
        assertEquals(List.of("Role/api", "RoleBinding/api"), pruned);
        ObjectRef role =
            new ObjectRef("rbac.authorization.k8s.io/v1", "Role", name.namespace(), "api");
        assertTrue(session.get(role).isEmpty());
        assertEquals(fewer.size() + 4, new Revisions(session, name).objects(-1).size());
      } finally {
        new Inventory(session, name).remove(true);
      }
    }
  }
}
