package io.jenkins.plugins.paas.kube;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.FaultyServer.Fault;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.text.TextTable;
import io.jenkins.plugins.paas.kube.KubeFailure.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.AfterClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** What an apply makes of each answer of a cluster; prints it as a table. */
@RunWith(Parameterized.class)
public class ClusterFaultsTest {

  private static final int ATTEMPTS = 4; // the client's own, within a second or so
  private static final TextTable TABLE =
      new TextTable().row("answer", "kind", "waited for", "message");

  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  private final String name;
  private final Fault fault;
  private final Kind kind;
  private final boolean passes;
  private final String words;

  public ClusterFaultsTest(String name, Fault fault, Kind kind, boolean passes, String words) {
    this.name = name;
    this.fault = fault;
    this.kind = kind;
    this.passes = passes;
    this.words = words;
  }

  private static Fault status(int code, String message) {
    return FaultyServer.answer(code, "{\"kind\":\"Status\",\"message\":\"" + message + "\"}");
  }

  @Parameters(name = "{0}")
  public static List<Object[]> cases() {
    return List.of(
        new Object[] {
          "401",
          status(401, "Unauthorized"),
          Kind.UNAUTHORIZED,
          false,
          "The credential (credentialsId) of the cluster is not accepted: it may be wrong or"
              + " expired."
        },
        new Object[] {
          "403",
          status(403, "forbidden"),
          Kind.FORBIDDEN,
          false,
          "needs the verb 'patch' on 'configmaps' in default (Role and RoleBinding)."
        },
        new Object[] {
          "403 quota",
          status(403, "forbidden: exceeded quota: q"),
          Kind.FORBIDDEN,
          false,
          "Raise the quota, or ask for less."
        },
        new Object[] {
          "404",
          status(404, "namespaces not found"),
          Kind.NOT_FOUND,
          false,
          "Check the URL of the cluster, and that the object exists."
        },
        new Object[] {"409", status(409, "modified"), Kind.CONFLICT, false, "Run again."},
        new Object[] {
          "422", status(422, "spec.x: Required"), Kind.INVALID, false, "Correct the manifest."
        },
        new Object[] {"429", status(429, "slow down"), Kind.STATUS, true, "slow down."},
        new Object[] {"500", status(500, "etcd"), Kind.STATUS, true, "answered 500 to patch"},
        new Object[] {
          "500 schema",
          status(500, "failed to create typed patch object: .spec.x: field not declared"),
          Kind.INVALID,
          false,
          "Correct the manifest."
        },
        new Object[] {
          "502 page",
          FaultyServer.answer(502, "<html>Bad Gateway</html>"),
          Kind.STATUS,
          true,
          "Bad Gateway"
        },
        new Object[] {
          "200 page",
          FaultyServer.answer(200, "<html>Log in</html>"),
          Kind.BROKEN,
          true,
          "Is the URL that of a Kubernetes API server?"
        },
        new Object[] {
          "reset", FaultyServer.resetBefore(), Kind.BROKEN, true, "the connection broke"
        },
        new Object[] {"half", FaultyServer.truncated("{\"kind\":"), Kind.BROKEN, true, "broke"},
        new Object[] {
          "hang", FaultyServer.silent(), Kind.BROKEN, true, "no answer within 1 s. Check the URL"
        });
  }

  @AfterClass
  public static void print() {
    TABLE.lines().forEach(System.out::println);
  }

  @Test
  public void isToldAndDecided() throws Exception {
    try (EmbeddedKubernetes cluster =
            EmbeddedKubernetes.withoutControllers(FOLDER.getRoot().toPath(), "s3cret");
        FaultyServer faulty = FaultyServer.inFrontOf(cluster.uri()).only("PATCH", "");
        KubeClients clients = new KubeClients(Clock.systemUTC());
        KubeSession session =
            clients.open(
                KubeAccess.to(
                    HttpEndpoint.at(faulty.uri())
                        .authentication(Authentication.bearer(() -> "s3cret"))
                        .requestTimeout(Duration.ofSeconds(1))
                        .build(),
                    "the cluster"))) {
      faulty.then(Collections.nCopies(ATTEMPTS, fault).toArray(new Fault[0]));
      KubeObject map =
          ManifestReader.read(
                  "{apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: default}}", "t")
              .get(0)
              .object();
      KubeFailure failure =
          assertThrows(
              KubeFailure.class,
              () -> new ServerSideApply(session, false, false, a -> {}).apply(List.of(map)));
      assertEquals(failure.getMessage(), kind, failure.kind());
      assertEquals(failure.getMessage(), passes, failure.isTransient());
      assertTrue(failure.getMessage(), failure.getMessage().contains(words));
      assertTrue(failure.getMessage(), failure.getMessage().startsWith(faulty.uri().toString()));
      TABLE.row(
          name,
          failure.kind(),
          passes ? "yes" : "no",
          failure.getMessage().replace(faulty.uri().toString(), "URL").replace('\n', ' '));
    }
  }
}
