package io.jenkins.plugins.paas.kube.readiness;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.platform.runtime.RuntimeFixture;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.kube.Applied;
import io.jenkins.plugins.paas.kube.KubeAccess;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.Manifest;
import io.jenkins.plugins.paas.kube.ManifestReader;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.kube.ServerSideApply;
import io.jenkins.plugins.paas.testing.Await;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Looks at a cluster that really runs pods, until the end is known. */
public class ReadinessWatchTest {

  @Rule public final RuntimeFixture runtime = new RuntimeFixture();

  private final KubeClients clients = new KubeClients(Clock.systemUTC());
  private KubeSession session;

  @Before
  public void open() {
    session =
        clients.open(
            KubeAccess.to(
                HttpEndpoint.at(runtime.cluster.uri())
                    .authentication(Authentication.bearer(() -> RuntimeFixture.TOKEN))
                    .build(),
                "the cluster"));
  }

  @After
  public void close() {
    session.close();
    clients.close();
  }

  private Look end(String yaml) throws Exception {
    List<KubeObject> objects =
        ManifestReader.read(yaml, "test").stream().map(Manifest::object).toList();
    List<ObjectRef> refs =
        new ServerSideApply(session, false, false, a -> {})
            .apply(objects).stream().map(Applied::ref).toList();
    ReadinessWatch watch = new ReadinessWatch(refs, Clock.systemUTC());
    return Await.until(
        Duration.ofSeconds(60),
        () -> watch.look(session),
        look -> look.isReady() || look.fatal().isPresent(),
        () -> "an end was expected");
  }

  @Test
  public void aQuotaThatIsTooSmallEndsTheWait() throws Exception {
    Look look =
        end(
            """
            apiVersion: v1
            kind: ResourceQuota
            metadata: {name: small, namespace: default}
            spec: {hard: {pods: "0"}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: api, namespace: default}
            spec:
              selector: {matchLabels: {app: api}}
              template:
                metadata: {labels: {app: api}}
                spec: {containers: [{name: api, image: "x"}]}
            """);
    PodProblem problem = look.problemOf(look.fatal().orElseThrow()).orElseThrow();
    assertEquals("FailedCreate", problem.reason());
    assertTrue(problem.message(), problem.message().contains("exceeded quota: small"));
    assertEquals("Raise the quota, or ask for less.", problem.advice());
  }

  @Test
  public void aFailedJobEndsTheWaitWithItsLog() throws Exception {
    Look look =
        end(
            """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: migrate, namespace: default}
            spec:
              backoffLimit: 0
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: main, image: "%s", args: [exit, "4"]}]
            """
                .formatted(runtime.server("job")));
    ObjectRef job = look.fatal().orElseThrow();
    assertEquals("Job/migrate", job.toString());
    assertTrue(
        look.verdicts().toString(),
        look.verdicts().get(job).text().startsWith("BackoffLimitExceeded"));
    PodProblem problem = look.problemOf(job).orElseThrow();
    assertEquals(4, problem.exitCode());
    List<String> evidence = PodEvidence.of(session, job, problem);
    assertTrue(evidence.toString(), evidence.contains("  | giving up"));
  }

  @Test
  public void whatSomebodyRemovedIsNotWaitedFor() throws Exception {
    ObjectRef gone = new ObjectRef("apps/v1", "Deployment", "default", "gone");
    Look look = new ReadinessWatch(List.of(gone), Clock.systemUTC()).look(session);
    assertEquals(gone, look.fatal().orElseThrow());
    assertEquals(List.of("Deployment/gone is gone: somebody removed it"), look.waiting());
  }
}
