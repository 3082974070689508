package io.jenkins.plugins.paas.kube;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.Test;

/** What an apply brings about on any cluster. */
public abstract class ApplyContract extends ClusterTrial {

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
}
