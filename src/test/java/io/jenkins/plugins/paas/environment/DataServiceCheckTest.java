package io.jenkins.plugins.paas.environment;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.CheckContext;
import io.jenkins.plugins.paas.platform.DataService;
import io.jenkins.plugins.paas.platform.Hosting;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PlatformAudit;
import io.jenkins.plugins.paas.step.CheckResult;
import java.net.ServerSocket;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Whether claims could be met, without making one. */
public class DataServiceCheckTest {

  @Rule public final JenkinsRule rule = new JenkinsRule();

  private static List<CheckResult> checks(DataService... services) throws Exception {
    Platform platform = new Platform("staging");
    platform.setHosting(Hosting.selfHosted);
    platform.setDataServices(List.of(services));
    return PlatformAudit.of(platform, CheckContext.controller()).getChecks().stream()
        .filter(c -> c.getNeed().equals("Data services"))
        .toList();
  }

  private static DataService external(String template, String endpoint) {
    DataService service = new DataService(template);
    service.setEndpoint(endpoint);
    return service;
  }

  private static CheckResult named(List<CheckResult> checks, String component) {
    return checks.stream()
        .filter(c -> c.getComponent().equals(component))
        .findFirst()
        .orElseThrow(() -> new AssertionError(component + " is not in " + checks));
  }

  @Test
  public void aClusterThatOthersRunIsGreetedInItsProtocol() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    try (FaultyServer noDatabase = FaultyServer.start()) {
      List<CheckResult> checks =
          checks(
              external("postgres", "127.0.0.1:" + free),
              external("mysql", noDatabase.uri().getAuthority()));
      CheckResult stopped = named(checks, "postgres (external)");
      assertEquals("missing", stopped.getOutcome());
      assertTrue(stopped.isConfigured());
      assertTrue(stopped.getRemedy(), stopped.getRemedy().startsWith("Start it, or correct the"));
      CheckResult other = named(checks, "mysql (external)");
      assertEquals(other.getEvidence(), "missing", other.getOutcome());
      CheckResult operators = named(checks, "Operators of data services");
      assertFalse("no cluster is configured", operators.isConfigured());
    }
  }

  @Test
  public void aFormThatDoesNotExistIsNamedWithTheNearest() throws Exception {
    DataService service = new DataService("postgres");
    service.setForm("cloudnative-p");
    CheckResult wrong = named(checks(service), "postgres");
    assertEquals("degraded", wrong.getOutcome());
    assertTrue(wrong.getEvidence(), wrong.getEvidence().contains("Did you mean 'cloudnative-pg'?"));
    assertEquals("Correct the platform's data services.", wrong.getRemedy());
  }
}
