package io.jenkins.plugins.paas.image;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import io.jenkins.embedded.platform.registry.EmbeddedRegistry;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.CheckContext;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PlatformAudit;
import io.jenkins.plugins.paas.platform.RegistryTarget;
import io.jenkins.plugins.paas.step.CheckResult;
import io.jenkins.plugins.paas.step.ReadinessReport;
import java.net.URI;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** How registries are found to stand. */
public class RegistryCheckTest {

  @Rule public final JenkinsRule rule = new JenkinsRule();
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static ReadinessReport report(URI registry, String credentialsId) throws Exception {
    RegistryTarget target = new RegistryTarget(registry.toString());
    target.setCredentialsId(credentialsId);
    Platform platform = new Platform("staging");
    platform.setRegistry(target);
    return PlatformAudit.of(platform, CheckContext.controller());
  }

  private static CheckResult registry(ReadinessReport report) {
    return report.getChecks().stream()
        .filter(c -> c.getComponent().equals("Registry"))
        .findFirst()
        .orElseThrow();
  }

  private static void credential(String id, String password) throws Exception {
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, id, id, "paas", password));
  }

  @Test
  public void aCredentialIsTriedAndOneThatIsMissingIsAskedFor() throws Exception {
    credential("right", "right-passw0rd");
    credential("wrong", "wrong-passw0rd");
    try (EmbeddedRegistry registry =
        new EmbeddedRegistry(folder.getRoot().toPath(), "right-passw0rd")) {
      CheckResult right = registry(report(registry.uri(), "right"));
      assertEquals(right.getEvidence(), "ready", right.getOutcome());
      assertTrue(right.getEvidence(), right.getEvidence().endsWith("the credential is accepted"));
      CheckResult wrong = registry(report(registry.uri(), "wrong"));
      assertEquals("degraded", wrong.getOutcome());
      assertEquals("Correct the registry's URL or its credential.", wrong.getRemedy());
      CheckResult none = registry(report(registry.uri(), null));
      assertEquals(none.getEvidence(), "degraded", none.getOutcome());
    }
  }

  @Test
  public void harborIsKnownByItsChallenge() throws Exception {
    credential("robot", "passw0rd");
    try (FaultyServer harbor =
        FaultyServer.start(
            request ->
                request.path().startsWith("/service/token")
                    ? FaultyServer.answer(200, "{\"token\":\"t\"}")
                    : request.headers().keySet().stream()
                            .anyMatch(name -> name.equalsIgnoreCase("authorization"))
                        ? FaultyServer.answer(200, "{}")
                        : FaultyServer.answer(
                            401,
                            "{}",
                            "WWW-Authenticate",
                            "Bearer realm=\"http://"
                                + request.headers().getOrDefault("Host", "127.0.0.1:1")
                                + "/service/token\",service=\"harbor-registry\""))) {
      ReadinessReport report = report(harbor.uri(), "robot");
      assertTrue(
          registry(report).getEvidence(), registry(report).getEvidence().contains("; Harbor"));
      assertEquals("Harbor of one's own", report.getLockIn().get(0).getProduct());
    }
  }

  @Test
  public void whatIsNoRegistryIsSaidToBeNone() throws Exception {
    try (FaultyServer page = FaultyServer.start(request -> FaultyServer.answer(404, "not here"))) {
      CheckResult none = registry(report(page.uri(), null));
      assertEquals("degraded", none.getOutcome());
      assertTrue(none.getEvidence(), none.getEvidence().contains("is no registry"));
    }
  }
}
