package io.jenkins.plugins.paas.kube.readiness;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.kube.Applied;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.Manifest;
import io.jenkins.plugins.paas.kube.ManifestReader;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.kube.ServerSideApply;
import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.RealKubernetes;
import io.jenkins.plugins.paas.testing.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Waits for objects of a real control plane, whose scheduler, quotas and rollouts are genuine. */
public class RealReadinessTest {

  private final KubeClients clients = new KubeClients(Clock.systemUTC());
  private final String namespace = "readiness-" + UUID.randomUUID().toString().substring(0, 8);
  private KubeSession session;

  @Before
  public void open() throws Exception {
    session = clients.open(RealKubernetes.require().access());
    apply("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(namespace));
  }

  @After
  public void close() throws Exception {
    if (session != null) {
      session.delete(new ObjectRef("v1", "Namespace", "", namespace));
      session.close();
    }
    clients.close();
  }

  private List<ObjectRef> apply(String yaml) throws Exception {
    List<KubeObject> objects =
        ManifestReader.read(yaml.replace("NS", namespace), "test").stream()
            .map(Manifest::object)
            .toList();
    return new ServerSideApply(session, false, false, a -> {})
        .apply(objects).stream().map(Applied::ref).toList();
  }

  /** Looks until it is decided; each look is half a minute after the one before. */
  private Look end(List<ObjectRef> refs) throws Exception {
    TestClock clock = new TestClock();
    ReadinessWatch watch = new ReadinessWatch(refs, clock);
    return Await.until(
        Duration.ofSeconds(60),
        () -> {
          clock.pass(Duration.ofSeconds(30));
          return watch.look(session);
        },
        look -> look.isReady() || look.fatal().isPresent(),
        () -> "an end was expected");
  }

  private static String workload(String kind, String name, String more, String container) {
    return """
    apiVersion: apps/v1
    kind: %1$s
    metadata: {name: %2$s, namespace: NS}
    spec:
      %3$s
      selector: {matchLabels: {app: %2$s}}
      template:
        metadata: {labels: {app: %2$s}}
        spec:
          terminationGracePeriodSeconds: 0
          containers: [{name: main, image: "example.com/x:1", %4$s}]
    """
        .formatted(kind, name, more, container);
  }

  private static final String SMALL = "resources: {requests: {cpu: 1m, memory: 1Mi}}";

  @Test
  public void rolloutsEndReady() throws Exception {
    Look look =
        end(
            apply(
                workload("Deployment", "web", "replicas: 3", SMALL)
                    + "---\n"
                    + workload("StatefulSet", "db", "replicas: 2\n  serviceName: db", SMALL)
                    + "---\n"
                    + workload("DaemonSet", "agent", "minReadySeconds: 0", SMALL)));
    assertTrue(look.toString(), look.isReady());
    assertEquals(
        "3/3 ready",
        look.verdicts().get(new ObjectRef("apps/v1", "Deployment", namespace, "web")).text());
  }

  @Test
  public void whatFitsOnNoNodeIsGivenUp() throws Exception {
    List<ObjectRef> refs =
        apply(workload("Deployment", "big", "replicas: 1", SMALL.replace("cpu: 1m", "cpu: 9k")));
    Look look = end(refs);
    PodProblem problem = look.problemOf(look.fatal().orElseThrow()).orElseThrow();
    assertEquals("Unschedulable", problem.reason());
    assertTrue(problem.summary(), problem.summary().contains("Insufficient cpu"));
    assertEquals("Ask for less, or give the cluster more nodes.", problem.advice());
    List<String> evidence = PodEvidence.of(session, refs.get(0), problem);
    assertTrue(
        evidence.toString(), evidence.stream().anyMatch(l -> l.startsWith("Warning FailedSched")));
  }

  @Test
  public void aQuotaThatIsFullIsGivenUp() throws Exception {
    apply(
        "{apiVersion: v1, kind: ResourceQuota, metadata: {name: small, namespace: NS}, spec: {hard:"
            + " {pods: '1'}}}");
    for (String kind : List.of("Deployment", "StatefulSet")) {
      String name = "q" + kind.toLowerCase(java.util.Locale.ROOT);
      String more = "replicas: 3" + (kind.equals("StatefulSet") ? "\n  serviceName: x" : "");
      Look look = end(apply(workload(kind, name, more, SMALL)));
      PodProblem problem = look.problemOf(look.fatal().orElseThrow()).orElseThrow();
      assertEquals("FailedCreate", problem.reason());
      assertTrue(problem.message(), problem.message().contains("exceeded quota: small"));
    }
  }

  @Test
  public void aSelectorThatMatchesNothingIsShown() throws Exception {
    apply(workload("Deployment", "web", "replicas: 1", SMALL));
    ObjectRef service =
        apply(
                "{apiVersion: v1, kind: Service, metadata: {name: web, namespace: NS}, spec: {type:"
                    + " LoadBalancer, selector: {app: wbe}, ports: [{port: 80}]}}")
            .get(0);
    Await.until(
        Duration.ofSeconds(30),
        () -> PodEvidence.of(session, service, null),
        lines ->
            lines.contains(
                "Service/web selects app=wbe, which no pod has; there are pods with app=web"),
        () -> "the selector should be shown");
  }

  @Test
  public void waitingForTwoHundredCostsTwentyRequestsASecond() throws Exception {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      yaml.append(workload("Deployment", "d" + i, "replicas: 0", SMALL)).append("---\n");
      yaml.append(
              "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: p"
                  + i
                  + ", namespace: NS}, spec: {accessModes: [ReadWriteOnce], storageClassName: none,"
                  + " resources: {requests: {storage: 1Gi}}}}")
          .append("\n---\n");
      yaml.append(
              "{apiVersion: v1, kind: Service, metadata: {name: s"
                  + i
                  + ", namespace: NS}, spec: {type: LoadBalancer, selector: {app: x}, ports:"
                  + " [{port: 80}]}}")
          .append("\n---\n");
    }
    yaml.append(workload("DaemonSet", "agent", "minReadySeconds: 0", SMALL));
    for (int i = 0; i < 20; i++) {
      yaml.append("---\n").append(workload("StatefulSet", "t" + i, "serviceName: x", SMALL));
    }
    List<ObjectRef> refs = apply(yaml.toString());
    ReadinessWatch watch = new ReadinessWatch(refs, Clock.systemUTC());
    List<long[]> marks = new ArrayList<>();
    long start = System.nanoTime();
    long before = session.requests();
    // far more often than a step does
    Await.until(
        Duration.ofSeconds(20),
        () -> {
          watch.look(session);
          marks.add(new long[] {System.nanoTime(), session.requests()});
          return System.nanoTime() - start;
        },
        elapsed -> elapsed > 8_000_000_000L,
        () -> "time passes");
    double most = 0;
    for (int from = 0; from < marks.size(); from++) {
      for (int to = from; to < marks.size(); to++) {
        if (marks.get(to)[0] - marks.get(from)[0] >= 1_000_000_000L) {
          double seconds = (marks.get(to)[0] - marks.get(from)[0]) / 1e9;
          most = Math.max(most, (marks.get(to)[1] - marks.get(from)[1]) / seconds);
          break;
        }
      }
    }
    double mean = (session.requests() - before) / ((System.nanoTime() - start) / 1e9);
    System.out.printf(
        java.util.Locale.ROOT,
        "waiting for %d objects: %.1f requests/s, at most %.1f within a second%n",
        refs.size(),
        mean,
        most);
    assertTrue("mean " + mean, mean <= 20);
    assertTrue("most " + most, most <= 20);
  }
}
