package io.jenkins.plugins.paas.environment.plan;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.embedded.platform.runtime.RuntimeFixture;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.environment.plan.PreviewSweep.Build;
import io.jenkins.plugins.paas.environment.plan.PreviewSweep.Fate;
import io.jenkins.plugins.paas.environment.plan.PreviewSweep.Swept;
import io.jenkins.plugins.paas.environment.source.EnvironmentName;
import io.jenkins.plugins.paas.environment.source.Ownership;
import io.jenkins.plugins.paas.kube.KubeAccess;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.RealKubernetes;
import io.jenkins.plugins.paas.testing.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.Rule;
import org.junit.Test;

/** Which previews a sweep removes, with a clock that the test moves. */
public class PreviewSweepTest {

  private static final Duration TTL = Duration.ofHours(2);

  @Rule public RuntimeFixture runtime = new RuntimeFixture();

  private final TestClock clock = new TestClock();
  private final Map<String, Build> builds = new HashMap<>();
  private final String application = "t" + UUID.randomUUID().toString().substring(0, 8);
  // others may use the same cluster
  private final String controller = "c" + application;

  @Test
  public void onTheEmbeddedCluster() throws Exception {
    sweeps(
        KubeAccess.to(
            HttpEndpoint.at(runtime.cluster.uri())
                .authentication(Authentication.bearer(() -> RuntimeFixture.TOKEN))
                .build(),
            "the test's cluster"));
  }

  @Test
  public void onARealCluster() throws Exception {
    sweeps(RealKubernetes.require().access());
  }

  private void sweeps(KubeAccess access) throws Exception {
    // what the cluster dates itself is dated by its clock
    clock.pass(Duration.ofMillis(System.currentTimeMillis()));
    List<String> made = new ArrayList<>();
    try (KubeClients clients = new KubeClients(Clock.systemUTC());
        KubeSession session = clients.open(access)) {
      try {
        for (String name : List.of("running", "ended", "unknown", "stuck")) {
          made.add(hold(session, name, controller));
        }
        made.add(hold(session, "foreign", "another"));
        decides(session);
      } finally {
        for (String name : made) {
          release(session, name);
        }
      }
    }
  }

  private void decides(KubeSession session) throws Exception {
    builds.put("running#1", Build.RUNNING);
    builds.put("ended#1", Build.ENDED);
    builds.put("stuck#1", Build.RUNNING);
    edit(session, "stuck", namespace -> namespace.getMetadata().setFinalizers(List.of("x.y/z")));
    client(session).namespaces().withName(name("stuck")).delete();

    PreviewSweep looking =
        new PreviewSweep(session, controller, run -> builds.getOrDefault(run, Build.UNKNOWN));
    List<Swept> left = looking.leftOver(clock.instant());
    assertEquals(List.of(name("ended")), left.stream().map(Swept::namespace).toList());
    assertEquals(List.of(application), left.stream().map(Swept::application).toList());
    assertEquals("looking changes nothing", left, looking.leftOver(clock.instant()));
    String kept =
        client(session).namespaces().withName(name("running")).get().getMetadata().getUid();
    assertEquals("what is wanted stays", Optional.empty(), looking.remove(kept, clock.instant()));

    Map<String, Swept> first = sweep(session);
    assertEquals(
        "a foreign one is not even looked at",
        java.util.Set.of(name("running"), name("ended"), name("unknown"), name("stuck")),
        first.keySet());
    assertEquals(Fate.KEPT, fate(first, "running"));
    assertEquals(Fate.KEPT, fate(first, "unknown"));
    assertEquals(
        "namespace " + name("ended") + " of ended#1: removing it, for its build has ended",
        first.get(name("ended")).toString());
    assertEquals(Fate.ENDING, fate(first, "stuck"));
    assertTrue(
        first.get(name("stuck")).toString(),
        first.get(name("stuck")).reason().contains("finalizers: [x.y/z]"));
    Await.until(
        Duration.ofSeconds(30),
        () -> client(session).namespaces().withName(name("ended")).get(),
        namespace -> namespace == null,
        () -> "the ended build's preview is still there");
    assertEquals(
        clock.instant().toString(), annotations(session, "running").get(PreviewHold.HEARTBEAT));
    assertEquals(null, annotations(session, "unknown").get(PreviewHold.HEARTBEAT));

    clock.pass(PreviewSweep.SILENCE.plusMinutes(1));
    Map<String, Swept> later = sweep(session);
    assertEquals(Fate.KEPT, fate(later, "running"));
    assertEquals(Fate.REMOVED, fate(later, "unknown"));
    assertTrue(
        later.get(name("unknown")).reason(),
        later.get(name("unknown")).reason().startsWith("its build is unknown and was last seen"));

    clock.pass(TTL);
    Map<String, Swept> over = sweep(session);
    assertEquals(Fate.REMOVED, fate(over, "running"));
    assertTrue(
        over.get(name("running")).reason(),
        over.get(name("running")).reason().startsWith("its time was over at "));
    assertEquals(
        null,
        client(session)
            .namespaces()
            .withName(name("foreign"))
            .get()
            .getMetadata()
            .getDeletionTimestamp());
  }

  private Map<String, Swept> sweep(KubeSession session) throws Exception {
    Map<String, Swept> byName = new HashMap<>();
    new PreviewSweep(session, controller, run -> builds.getOrDefault(run, Build.UNKNOWN))
        .sweep(clock.instant())
        .forEach(swept -> byName.put(swept.namespace(), swept));
    return byName;
  }

  private Fate fate(Map<String, Swept> swept, String name) {
    return swept.get(name(name)).fate();
  }

  private String name(String environment) {
    return application + "-" + environment;
  }

  private String hold(KubeSession session, String environment, String owner) throws Exception {
    EnvironmentName name =
        EnvironmentName.of("${application}-${environment}", application, environment);
    assertTrue(
        new PreviewHold(session, name, "holder of " + environment)
            .take(new Ownership.Maker(owner, environment + "#1", null), clock.instant().plus(TTL))
            .isEmpty());
    return name.namespace();
  }

  private static KubernetesClient client(KubeSession session) {
    return session.client();
  }

  private Map<String, String> annotations(KubeSession session, String environment) {
    return client(session)
        .namespaces()
        .withName(name(environment))
        .get()
        .getMetadata()
        .getAnnotations();
  }

  private void edit(
      KubeSession session, String environment, java.util.function.Consumer<Namespace> change) {
    client(session)
        .namespaces()
        .withName(name(environment))
        .edit(
            namespace -> {
              change.accept(namespace);
              return namespace;
            });
  }

  private static void release(KubeSession session, String name) {
    Namespace namespace = client(session).namespaces().withName(name).get();
    if (namespace != null) {
      client(session)
          .namespaces()
          .withName(name)
          .edit(
              n -> {
                n.getMetadata().setFinalizers(List.of());
                return n;
              });
      client(session).namespaces().withName(name).delete();
    }
  }
}
