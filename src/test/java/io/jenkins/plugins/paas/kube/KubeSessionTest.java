package io.jenkins.plugins.paas.kube;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import io.jenkins.embedded.platform.runtime.RegistryAccess;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import io.jenkins.plugins.paas.testing.TestClock;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class KubeSessionTest {

  private static final String SETTING = "the cluster of platform 'test'";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final AtomicReference<String> token = new AtomicReference<>("s3cret");
  private final TestClock clock = new TestClock();
  private final KubeClients clients = new KubeClients(clock);
  private EmbeddedKubernetes cluster;

  @Before
  public void start() throws Exception {
    cluster = new EmbeddedKubernetes(folder.getRoot().toPath(), "s3cret", RegistryAccess.none());
  }

  @After
  public void stop() {
    clients.close();
    cluster.close();
  }

  private KubeSession open(URI uri) {
    return clients.open(
        KubeAccess.to(
            HttpEndpoint.at(uri)
                .authentication(Authentication.bearer(token::get))
                .requestTimeout(Duration.ofSeconds(1))
                .build(),
            SETTING));
  }

  private static KubeObject config(String value) throws Exception {
    return new KubeObject(
        YamlText.parse(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: default}, data: {a: "
                + value
                + "}}",
            "test"));
  }

  private static Outcome apply(KubeSession session, String value, boolean force) throws Exception {
    List<Applied> applied =
        new ServerSideApply(session, force, false, a -> {}).apply(List.of(config(value)));
    return applied.get(0).outcome();
  }

  @Test
  public void anUnknownKindHasNeighboursOrADefinitionToLookFor() throws Exception {
    try (KubeSession session = open(cluster.uri())) {
      KubeFailure near =
          assertThrows(KubeFailure.class, () -> session.types().require("apps/v1", "Deploymnt"));
      assertTrue(near.getMessage(), near.getMessage().endsWith("Did you mean 'Deployment'?"));
      KubeFailure far =
          assertThrows(
              KubeFailure.class, () -> session.types().require("postgresql.cnpg.io/v1", "Cluster"));
      assertTrue(
          far.getMessage(),
          far.getMessage().contains("(such as clusters.postgresql.cnpg.io) installed?"));
    }
  }

  @Test
  public void theTokenIsReadForEachRequest() throws Exception {
    try (KubeSession session = open(cluster.uri())) {
      apply(session, "one", false);
      token.set("expired");
      KubeFailure failure = assertThrows(KubeFailure.class, () -> apply(session, "one", false));
      assertEquals(KubeFailure.Kind.UNAUTHORIZED, failure.kind());
      assertTrue(
          failure.getMessage(),
          failure.getMessage().contains("(credentialsId) of " + SETTING + " is not accepted"));
      assertFalse(failure.isTransient());
      token.set("s3cret");
      assertEquals(Outcome.UNCHANGED, apply(session, "one", false));
    }
  }

  private KubeAccess to(URI uri, String bearer) {
    return KubeAccess.to(
        HttpEndpoint.at(uri).authentication(Authentication.bearer(() -> bearer)).build(), SETTING);
  }

  @Test
  public void aRefusedCredentialIsLookedUpAgainOnce() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    KubeAccess rotated =
        to(cluster.uri(), "old")
            .renewedBy(
                () -> {
                  asked.incrementAndGet();
                  return to(cluster.uri(), "s3cret");
                });
    try (KubeSession session = clients.open(rotated)) {
      KubernetesClient refused = session.client();
      assertEquals(Outcome.CREATED, apply(session, "a", false));
      assertEquals(Outcome.CONFIGURED, apply(session, "b", false));
      assertEquals(1, asked.get());
      assertNotEquals(refused, session.client());
      assertTrue(refused.getHttpClient().isClosed());
      assertEquals(1, clients.size());
    }
    asked.set(0);
    KubeAccess revoked =
        to(cluster.uri(), "old")
            .renewedBy(
                () -> {
                  asked.incrementAndGet();
                  return to(cluster.uri(), "old");
                });
    try (KubeSession session = clients.open(revoked)) {
      for (int i = 0; i < 2; i++) {
        KubeFailure failure = assertThrows(KubeFailure.class, () -> apply(session, "c", false));
        assertEquals(KubeFailure.Kind.UNAUTHORIZED, failure.kind());
      }
      assertEquals(1, asked.get());
    }
    KubeAccess gone =
        to(cluster.uri(), "old")
            .renewedBy(
                () -> {
                  throw new IOException("The credential is gone.");
                });
    try (KubeSession session = clients.open(gone)) {
      KubeFailure failure = assertThrows(KubeFailure.class, () -> apply(session, "c", false));
      assertEquals("The credential is gone.", failure.getSuppressed()[0].getMessage());
    }
  }

  @Test
  public void clientsAreSharedAndClosedWhenIdle() throws Exception {
    int before = Thread.activeCount();
    for (int i = 0; i < 20; i++) {
      KubeSession first = open(cluster.uri());
      KubeSession second = open(cluster.uri());
      assertEquals(first.client(), second.client());
      first.list(first.types().require("v1", "Namespace"), "", "");
      first.close();
      second.close();
      assertEquals(1, clients.size());
      clock.pass(Duration.ofMinutes(11));
      token.set(token.get()); // another round, another client
      open(URI.create("http://127.0.0.1:1")).close();
      assertTrue(first.client().getHttpClient().isClosed());
      clock.pass(Duration.ofMinutes(11));
    }
    assertTrue(before + " then " + Thread.activeCount(), Thread.activeCount() < before + 20);
  }

  @Test
  public void refusalsNameVerbResourceAndSetting() throws Exception {
    String forbidden =
        "{'kind':'Status','message':'configmaps \\\"c\\\" is forbidden: User \\\"jenkins\\\" cannot"
            + " patch resource \\\"configmaps\\\" in API group \\\"\\\" in the namespace"
            + " \\\"default\\\"'}";
    try (FaultyServer faulty =
            FaultyServer.inFrontOf(cluster.uri())
                .only("PATCH", "/configmaps/")
                .then(FaultyServer.answer(403, forbidden.replace('\'', '"')));
        KubeSession session = open(faulty.uri())) {
      KubeFailure failure = assertThrows(KubeFailure.class, () -> apply(session, "a", false));
      assertEquals(
          faulty.uri()
              + " answered 403 to patch configmaps/c in namespace default: configmaps \"c\" is"
              + " forbidden: User \"jenkins\" cannot patch resource \"configmaps\" in API group"
              + " \"\" in the namespace \"default\". The credential of "
              + SETTING
              + " needs the verb 'patch' on 'configmaps' in default (Role and RoleBinding).",
          failure.getMessage());
      List<String> agents = new ArrayList<>();
      faulty.requests().forEach(r -> agents.add(r.headers().get("User-Agent")));
      assertTrue(agents.get(0), agents.get(0).startsWith("jenkins-paas/"));
    }
  }

  @Test
  public void passingFaultsAreTriedAgainThenTold() throws Exception {
    try (FaultyServer faulty =
            FaultyServer.inFrontOf(cluster.uri())
                .only("PATCH", "")
                .then(FaultyServer.resetBefore(), FaultyServer.answer(503, "busy"));
        KubeSession session = open(faulty.uri())) {
      assertEquals(Outcome.CREATED, apply(session, "a", false));
      faulty.then(
          FaultyServer.answer(429, "slow down"),
          FaultyServer.answer(429, "slow down"),
          FaultyServer.answer(429, "slow down"),
          FaultyServer.answer(429, "slow down"));
      KubeFailure failure = assertThrows(KubeFailure.class, () -> apply(session, "b", false));
      assertEquals(429, failure.status());
      assertTrue(failure.isTransient());
      faulty.then(
          FaultyServer.silent(),
          FaultyServer.silent(),
          FaultyServer.silent(),
          FaultyServer.silent());
      KubeFailure silent = assertThrows(KubeFailure.class, () -> apply(session, "b", false));
      assertTrue(silent.getMessage(), silent.getMessage().contains("no answer within 1 s"));
      assertTrue(silent.isTransient());
    }
  }

  @Test
  public void anUnreachableClusterNamesEndpointAndSetting() throws Exception {
    URI nowhere;
    try (ServerSocket socket = new ServerSocket(0)) {
      nowhere = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    try (KubeSession session = open(nowhere)) {
      KubeFailure failure = assertThrows(KubeFailure.class, () -> apply(session, "a", false));
      assertTrue(failure.isUnreachable());
      assertEquals(
          nowhere
              + " (discovery of /api/v1): the connection was refused. Check that the API server"
              + " runs there, and the URL of "
              + SETTING
              + ".",
          failure.getMessage());
    }
  }

  @Test
  public void aKubeconfigIsDataAlone() throws Exception {
    String text =
        """
        current-context: here
        contexts: [{name: here, context: {cluster: c, user: u, namespace: shop}}]
        clusters: [{name: c, cluster: {server: "%s"}}]
        users: [{name: u, user: {token: s3cret}}, {name: x, user: {exec: {command: sh}}}]
        """
            .formatted(cluster.uri());
    KubeAccess access = KubeAccess.kubeconfig(text, null, s -> null, SETTING);
    assertEquals("shop", access.namespace());
    try (KubeSession session = clients.open(access)) {
      assertEquals(Outcome.CREATED, apply(session, "a", false));
    }
    KubeFailure command =
        assertThrows(
            KubeFailure.class,
            () ->
                KubeAccess.kubeconfig(
                    text.replace("user: u", "user: x"), null, s -> null, SETTING));
    assertTrue(command.getMessage(), command.getMessage().contains("'exec' of x is not allowed"));
    KubeFailure context =
        assertThrows(
            KubeFailure.class, () -> KubeAccess.kubeconfig(text, "her", s -> null, SETTING));
    assertTrue(context.getMessage(), context.getMessage().endsWith("Did you mean 'here'?"));
  }
}
