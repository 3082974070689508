package io.jenkins.plugins.paas.environment.source;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import io.jenkins.embedded.platform.runtime.RegistryAccess;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.kube.KubeAccess;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ManifestFailure;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ManifestSetTest {

  private static final EnvironmentName NAME =
      EnvironmentName.of("${application}-${environment}", "shop", "staging");
  private static final ImageReference BUILT =
      ImageReference.parse("reg:5000/shop/api@sha256:" + "a".repeat(64));
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: api}
      spec: {template: {spec: {initContainers: [{name: i, image: "busybox:1"}],
        containers: [{name: a, image: "old.example.com/shop/api:1"}, {name: b, image: web}]}}}
      """;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final KubeClients clients = new KubeClients(Clock.systemUTC());
  private EmbeddedKubernetes cluster;
  private KubeSession session;

  @Before
  public void start() throws Exception {
    cluster = new EmbeddedKubernetes(folder.getRoot().toPath(), "t", RegistryAccess.none());
    session =
        clients.open(
            KubeAccess.to(
                HttpEndpoint.at(cluster.uri())
                    .authentication(Authentication.bearer(() -> "t"))
                    .build(),
                "the cluster"));
  }

  @After
  public void stop() {
    session.close();
    clients.close();
    cluster.close();
  }

  private List<KubeObject> objects(String yaml, Map<String, ImageReference> images)
      throws Exception {
    return ManifestSet.read(List.of(new SourceText("x.yaml", yaml)), images)
        .objects(NAME, session.types());
  }

  @Test
  public void imagesAreReplacedByNameAndObjectsMarked() throws Exception {
    KubeObject object = objects(DEPLOYMENT, Map.of("api", BUILT)).get(0);
    Map<String, Object> spec = object.map("spec", "template", "spec");
    assertEquals(
        List.of(BUILT.toString(), "web"),
        new KubeObject(spec).maps("containers").stream().map(c -> c.get("image")).toList());
    assertEquals("shop-staging", object.namespace());
    assertEquals("paas", object.text("metadata", "labels", Ownership.MANAGED_BY));
    assertEquals("staging", object.text("metadata", "labels", Ownership.ENVIRONMENT));
  }

  @Test
  public void anImageThatNoContainerUsesIsAnError() {
    ManifestFailure failure =
        assertThrows(ManifestFailure.class, () -> objects(DEPLOYMENT, Map.of("apo", BUILT)));
    assertEquals(
        "images: no container of the manifests has an image named 'apo'. Did you mean 'api'?",
        failure.getMessage());
  }

  @Test
  public void whatIsNotTheEnvironmentsIsRefused() {
    refused(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: prod}}",
        "x.yaml, document 1, line 1: ConfigMap/a names the namespace 'prod', but environment"
            + " staging is 'shop-staging'. Leave metadata.namespace out; or an administrator allows"
            + " such objects by outsideNamespace of the platform's cluster.");
    refused(
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: a}}",
        "x.yaml, document 1, line 1: ClusterRole/a belongs to the whole cluster, not to an"
            + " environment. An administrator applies it once for the cluster, or allows such"
            + " objects by outsideNamespace of the platform's cluster.");
    refused(
        "{apiVersion: v1, kind: Namespace, metadata: {name: a}}",
        "x.yaml, document 1, line 1: Namespace/a belongs to the whole cluster, not to an"
            + " environment; the namespace is made by the step itself.");
    refused(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, annotations:"
            + " {paas.jenkins.io/ready-when: '.status[phase]=x'}}}",
        "x.yaml, document 1, line 1: ConfigMap/a: paas.jenkins.io/ready-when: '.status[phase]' is"
            + " no path: such as .status.phase, .status.nodes[0].state or"
            + " .status.conditions[?(@.type==\"Ready\")].status");
    refused(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n---\n"
            + "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}",
        "x.yaml, document 2, line 3: ConfigMap/a is there already, from x.yaml, document 1, line"
            + " 1");
  }

  @Test
  public void whereItIsAllowedManifestsReachOutside() throws Exception {
    String yaml =
        """
        {apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: prod}}
        ---
        {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
        ---
        {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: 'a:b'}}
        ---
        {apiVersion: acme.org/v1, kind: Thing, metadata: {name: a}}
        ---
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: things.acme.org}
        spec: {group: acme.org, scope: Namespaced, names: {kind: Thing, plural: things},
          versions: [{name: v1, served: true, storage: true}]}
        """;
    List<KubeObject> objects =
        ManifestSet.read(List.of(new SourceText("x.yaml", yaml)), Map.of())
            .allowedOutside(true)
            .objects(NAME, session.types());
    assertEquals(
        List.of("prod", "shop-staging", "", "shop-staging", ""),
        objects.stream().map(KubeObject::namespace).toList());
    // what is not the environment's is not marked, so that its end leaves it alone
    assertEquals(
        List.of("", "paas", "", "paas", ""),
        objects.stream().map(o -> o.text("metadata", "labels", Ownership.MANAGED_BY)).toList());
  }

  private void refused(String yaml, String message) {
    ManifestFailure failure = assertThrows(ManifestFailure.class, () -> objects(yaml, Map.of()));
    assertEquals(message, failure.getMessage());
  }

  @Test
  public void anUnknownKindNamesItsPlace() {
    KubeFailure failure =
        assertThrows(
            KubeFailure.class,
            () -> objects("{apiVersion: v1, kind: ConfigMop, metadata: {name: a}}", Map.of()));
    assertTrue(
        failure.getMessage(), failure.getMessage().startsWith("x.yaml, document 1, line 1: "));
    assertTrue(failure.getMessage(), failure.getMessage().endsWith("Did you mean 'ConfigMap'?"));
  }

  @Test
  public void limitsAreChecked() {
    assertEquals("8Gi", LimitObjects.quota(Map.of("memory", "8Gi")).get("memory"));
    assertEquals(
        "quota: there is no resource 'memori'. Did you mean 'memory'?",
        assertThrows(
                IllegalArgumentException.class, () -> LimitObjects.quota(Map.of("memori", "1")))
            .getMessage());
    assertTrue(
        assertThrows(
                IllegalArgumentException.class, () -> LimitObjects.limits(Map.of("cpu", "much")))
            .getMessage()
            .startsWith("limits: 'much' of cpu is no quantity"));
    assertThrows(
        IllegalArgumentException.class,
        () -> EnvironmentName.of("${application}-${environment}", "Shop", "x"));
  }

  @Test
  public void aNamespaceOfAnotherEnvironmentIsNotTouched() throws Exception {
    Ownership.Maker maker = new Ownership.Maker("c", "job#1", null);
    EnvironmentName other = new EnvironmentName("shop", "prod", "shop-staging");
    KubeObject live =
        NamespaceObject.desired(other, maker, java.util.Optional.empty()).orElseThrow();
    ManifestFailure failure =
        assertThrows(
            ManifestFailure.class,
            () -> NamespaceObject.desired(NAME, maker, java.util.Optional.of(live)));
    assertTrue(
        failure.getMessage(),
        failure.getMessage().contains("belongs to environment prod of application shop"));
  }
}
