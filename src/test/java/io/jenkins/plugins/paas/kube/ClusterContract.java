package io.jenkins.plugins.paas.kube;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.core.yaml.YamlText;
import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.Footprint;
import io.jenkins.plugins.paas.testing.TestClock;
import java.time.Duration;
import java.util.Map;
import org.junit.Test;

/** What any cluster does with an apply, and what it refuses. */
public abstract class ClusterContract extends ApplyContract {

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
