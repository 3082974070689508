package io.jenkins.plugins.paas.kube;

import static org.junit.Assert.assertThrows;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.After;
import org.junit.Before;

/** A cluster under trial; each test has a namespace of its own. */
public abstract class ClusterTrial {

  final KubeClients clients = new KubeClients(Clock.systemUTC());
  final String id = UUID.randomUUID().toString().substring(0, 8);
  final String namespace = "contract-" + id;
  KubeSession session;

  /** With an administrator's rights. */
  abstract KubeAccess access() throws Exception;

  @Before
  public final void open() throws Exception {
    session = clients.open(access());
    apply("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(namespace));
  }

  @After
  public final void close() throws Exception {
    if (session != null) {
      session.delete(new ObjectRef("v1", "Namespace", "", namespace));
      session.delete(definition());
      session.close();
    }
    clients.close();
  }

  ObjectRef definition() {
    return new ObjectRef(
        "apiextensions.k8s.io/v1",
        "CustomResourceDefinition",
        "",
        "widgets." + id + ".example.com");
  }

  /** Documents, with {@code NS} for the namespace and {@code ID} for the test's own word. */
  List<KubeObject> objects(String yaml) throws Exception {
    return ManifestReader.read(yaml.replace("NS", namespace).replace("ID", id), "test").stream()
        .map(Manifest::object)
        .toList();
  }

  List<Applied> apply(KubeSession as, boolean force, boolean dryRun, String yaml) throws Exception {
    return new ServerSideApply(as, force, dryRun, a -> {}).apply(objects(yaml));
  }

  List<String> apply(String yaml) throws Exception {
    return words(apply(session, false, false, yaml));
  }

  static List<String> words(List<Applied> applied) {
    return applied.stream().map(a -> a.ref() + " " + a.outcome().word()).toList();
  }

  KubeFailure refused(String yaml) {
    return assertThrows(KubeFailure.class, () -> apply(yaml));
  }

  ObjectRef ref(String apiVersion, String kind, String name) {
    return new ObjectRef(apiVersion, kind, namespace, name);
  }
}
