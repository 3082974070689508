package io.jenkins.plugins.paas.kube;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.core.yaml.YamlText;
import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.Footprint;
import io.jenkins.plugins.paas.testing.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What an apply does on any cluster; each test in a namespace of its own. */
public abstract class ClusterContract {

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

  static final String MIXED =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: NS, labels: {app: web}}
      spec:
        replicas: 0
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            volumes: [{name: tmp, emptyDir: {}}]
            containers:
              - name: web
                image: example.com/web:1
                args: [serve, --quiet]
                ports: [{containerPort: 8080}, {name: dns, containerPort: 53, protocol: UDP}]
                env: [{name: A, value: "1"}, {name: B, value: "2"}]
                volumeMounts: [{name: tmp, mountPath: /tmp}]
                resources: {requests: {cpu: 100m, memory: 64Mi}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: NS}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: web, namespace: NS}
      data: {a: "1"}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: web, namespace: NS}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: web, namespace: NS}
      rules: [{apiGroups: [""], resources: [pods], verbs: [get, list]}]
      """;

  @Test
  public void whatIsThereAlreadyIsNotSentAgain() throws Exception {
    assertEquals(
        List.of(
            "ConfigMap/web created",
            "ServiceAccount/web created",
            "Role/web created",
            "Deployment/web created",
            "Service/web created"),
        apply(MIXED));
    settle();
    long before = session.requests();
    List<String> again = apply(MIXED);
    assertEquals(again.toString(), 5, again.stream().filter(w -> w.endsWith(" unchanged")).count());
    // one look at each, no patch
    assertEquals(5, session.requests() - before);

    assertEquals(
        List.of("Deployment/web configured"),
        apply(MIXED.replace("web:1", "web:2")).stream()
            .filter(w -> !w.endsWith(" unchanged"))
            .toList());
    List<String> moved =
        apply(
            MIXED
                .replace("web:1", "web:2")
                .replace(
                    "{name: A, value: \"1\"}, {name: B, value: \"2\"}", "{name: B, value: \"2\"}"));
    assertTrue(moved.toString(), moved.contains("Deployment/web configured"));
    assertEquals(
        List.of("B"),
        session
            .get(ref("apps/v1", "Deployment", "web"))
            .orElseThrow()
            .maps("spec", "template", "spec", "containers")
            .stream()
            .flatMap(c -> KubeObject.maps(c, "env").stream())
            .map(e -> e.get("name"))
            .toList());
  }

  /** Controllers write a Deployment's status and annotations once, a moment after it was made. */
  private void settle() throws Exception {
    Await.until(
        Duration.ofSeconds(20),
        () -> session.get(ref("apps/v1", "Deployment", "web")).orElseThrow(),
        d -> d.number(0, "status", "observedGeneration") == 1,
        () -> "its controller should have seen it");
  }

  @Test
  public void manyOfAKindCostOneList() throws Exception {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      yaml.append("---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: c")
          .append(i)
          .append(", namespace: NS}, data: {a: x}}\n");
    }
    assertEquals(40, apply(yaml.toString()).size());
    long before = session.requests();
    assertEquals(
        List.of("ConfigMap/c7 configured"),
        apply(
                yaml.toString()
                    .replace(
                        "c7, namespace: NS}, data: {a: x}", "c7, namespace: NS}, data: {a: z}"))
            .stream()
            .filter(w -> !w.endsWith(" unchanged"))
            .toList());
    assertEquals(2, session.requests() - before);
  }

  static final String MAP =
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: NS}, data: {a: %s}}";

  @Test
  public void aConflictNamesManagerFieldObjectAndTheWayOut() throws Exception {
    session.apply(objects(MAP.formatted("theirs")).get(0), "kubectl-edit", false, false);
    List<Applied> told = Collections.synchronizedList(new ArrayList<>());
    KubeFailure failure =
        assertThrows(
            KubeFailure.class,
            () ->
                new ServerSideApply(session, false, false, told::add)
                    .apply(objects(MAP.formatted("ours"))));
    assertEquals(KubeFailure.Kind.CONFLICT, failure.kind());
    assertEquals(List.of("ConfigMap/c conflict"), words(told));
    String expected =
        "ConfigMap/c in "
            + namespace
            + " at "
            + session.access().endpoint().baseUri()
            + ": fields that the manifest sets belong to someone else:\n"
            + "  .data.a is managed by 'kubectl-edit'\n"
            + "Leave these fields out of the manifest, or take them over once with force: true.";
    assertEquals(expected, failure.getMessage());

    List<Applied> planned = apply(session, false, true, MAP.formatted("ours"));
    assertEquals(List.of("ConfigMap/c conflict"), words(planned));
    assertEquals(expected, planned.get(0).note());
    assertEquals(
        List.of("ConfigMap/c configured"),
        words(apply(session, true, false, MAP.formatted("ours"))));
    assertEquals(List.of("ConfigMap/c unchanged"), apply(MAP.formatted("ours")));
  }

  @Test
  public void whatSomebodyElseChangedIsSeenAsAConflict() throws Exception {
    apply(MAP.formatted("ours"));
    KubeObject theirs = objects(MAP.formatted("theirs")).get(0);
    session.apply(theirs, "kubectl-edit", true, false);
    assertEquals(KubeFailure.Kind.CONFLICT, refused(MAP.formatted("ours")).kind());
  }

  @Test
  public void aDryRunChangesNothing() throws Exception {
    apply(MAP.formatted("one"));
    List<Applied> planned = apply(session, false, true, MAP.formatted("two"));
    assertEquals(List.of("ConfigMap/c configured"), words(planned));
    assertEquals("one", planned.get(0).before().orElseThrow().text("data", "a"));
    assertEquals("two", planned.get(0).after().orElseThrow().text("data", "a"));
    assertEquals("one", session.get(ref("v1", "ConfigMap", "c")).orElseThrow().text("data", "a"));
  }

  static final String WIDGETS =
      """
      {apiVersion: ID.example.com/v1, kind: Widget, metadata: {name: w, namespace: NS}, spec: {size: 3}}
      ---
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: widgets.ID.example.com}
      spec:
        group: ID.example.com
        scope: Namespaced
        names: {plural: widgets, singular: widget, kind: Widget, listKind: WidgetList}
        versions:
          - name: v1
            served: true
            storage: true
            subresources: {status: {}}
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec: {type: object, properties: {size: {type: integer}}}
                  status: {type: object, x-kubernetes-preserve-unknown-fields: true}
      """;

  @Test
  public void aDefinitionAndItsObjectsComeInOneApply() throws Exception {
    List<Applied> planned = apply(session, false, true, WIDGETS);
    assertEquals(2, planned.stream().filter(a -> a.outcome() == Outcome.CREATED).count());
    assertEquals(
        List.of(
            "CustomResourceDefinition/widgets." + id + ".example.com created", "Widget/w created"),
        apply(WIDGETS));
    assertEquals(
        3,
        session
            .get(ref(id + ".example.com/v1", "Widget", "w"))
            .orElseThrow()
            .number(0, "spec", "size"));
    assertTrue(apply(WIDGETS).stream().allMatch(w -> w.endsWith(" unchanged")));
  }

  @Test
  public void aMisspeltFieldIsTheManifestsFault() {
    KubeFailure failure =
        refused(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: NS}
            spec: {replcas: 2, selector: {matchLabels: {app: web}}}
            """);
    assertEquals(failure.getMessage(), KubeFailure.Kind.INVALID, failure.kind());
    assertFalse(failure.isTransient());
    assertTrue(
        failure.getMessage(), failure.getMessage().contains(".spec.replcas: field not declared"));
    assertTrue(failure.getMessage(), failure.getMessage().endsWith("Correct the manifest."));
  }

  @Test
  public void everyFailureOfAWaveIsTold() {
    KubeFailure failure =
        refused(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: NS, labels: {x:"
                + " '!'}}}\n"
                + "---\n"
                + "{apiVersion: v1, kind: ConfigMap, metadata: {name: b, namespace: NS, labels: {x:"
                + " '!'}}}\n");
    assertEquals(failure.getMessage(), KubeFailure.Kind.INVALID, failure.kind());
    assertTrue(failure.getMessage(), failure.getMessage().contains(" to patch configmaps/a in "));
    assertTrue(failure.getMessage(), failure.getMessage().contains(" to patch configmaps/b in "));
  }

  @Test
  public void aWrongQuantityIsTheManifestsFault() {
    KubeFailure failure = refused(MIXED.replace("cpu: 100m", "cpu: much"));
    assertEquals(failure.getMessage(), KubeFailure.Kind.INVALID, failure.kind());
    assertTrue(
        failure.getMessage(), failure.getMessage().contains("quantities must match the regular"));
  }

  @Test
  public void twoHundredTimesOpenAndCloseLeaveNothing() throws Exception {
    KubeAccess access = session.access();
    TestClock clock = new TestClock();
    KubeClients many = new KubeClients(clock);
    oneSession(many, access, clock); // what is made once a JVM
    Footprint before = Footprint.now();
    for (int i = 0; i < 200; i++) {
      oneSession(many, access, clock);
      assertEquals(1, many.size());
    }
    many.close();
    Footprint after =
        Await.until(
            Duration.ofSeconds(90),
            Footprint::now,
            now -> now.threads() <= before.threads() + 2 && now.sockets() <= before.sockets() + 2,
            () -> "threads and sockets should be as before: " + before);
    System.out.println("200 times open and close: " + before + ", then " + after);
  }

  private static void oneSession(KubeClients many, KubeAccess access, TestClock clock)
      throws Exception {
    try (KubeSession one = many.open(access)) { // closes the one before, which is idle for long
      one.list(one.types().require("v1", "Namespace"), "", "");
    }
    clock.pass(Duration.ofMinutes(11));
  }

  @Test
  public void aQuotaThatIsFullSaysSo() throws Exception {
    apply(
        "{apiVersion: v1, kind: ResourceQuota, metadata: {name: small, namespace: NS}, spec: {hard:"
            + " {pods: '0'}}}");
    Await.until(
        Duration.ofSeconds(20),
        () -> session.get(ref("v1", "ResourceQuota", "small")).orElseThrow(),
        q -> q.at("status", "hard") != null,
        () -> "the quota should be in force");
    KubeFailure failure =
        refused(
            "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: NS}, spec: {containers:"
                + " [{name: c, image: 'example.com/x:1'}]}}");
    assertEquals(KubeFailure.Kind.FORBIDDEN, failure.kind());
    assertTrue(failure.getMessage(), failure.getMessage().contains("exceeded quota: small"));
    assertTrue(
        failure.getMessage(), failure.getMessage().endsWith("Raise the quota, or ask for less."));
  }

  @Test
  public void aFinalizerHoldsANamespaceAndIsNamed() throws Exception {
    apply(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: held, namespace: NS, finalizers:"
            + " [example.com/hold]}}");
    assertTrue(session.delete(new ObjectRef("v1", "Namespace", "", namespace)));
    KubeObject live =
        Await.until(
            Duration.ofSeconds(40),
            () -> session.get(new ObjectRef("v1", "Namespace", "", namespace)).orElseThrow(),
            n -> n.maps("status", "conditions").toString().contains("example.com/hold"),
            () -> "its conditions should name the finalizer");
    assertEquals("Terminating", live.text("status", "phase"));
    KubeFailure late = refused(MAP.formatted("late"));
    assertTrue(late.getMessage(), late.getMessage().contains("is being terminated"));
    assertTrue(late.getMessage(), late.getMessage().endsWith("run again when it is gone."));

    apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: held, namespace: NS}}");
    Await.until(
        Duration.ofSeconds(40),
        () -> session.get(new ObjectRef("v1", "Namespace", "", namespace)),
        java.util.Optional::isEmpty,
        () -> "the namespace should be gone");
  }

  @Test
  public void alienObjectsAreLeftAlone() throws Exception {
    KubeObject alien =
        new KubeObject(
            YamlText.parse(
                MAP.formatted("x").replace("NS", namespace).replace("name: c,", "name: alien,"),
                "t"));
    session.apply(alien, "kubectl", false, false);
    apply(MAP.formatted("ours"));
    assertEquals(
        Map.of("a", "x"), session.get(ref("v1", "ConfigMap", "alien")).orElseThrow().map("data"));
  }
}
