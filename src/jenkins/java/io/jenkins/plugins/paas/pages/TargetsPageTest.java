package io.jenkins.plugins.paas.pages;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.HttpSdRegistration;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The document of scrape targets as a genuine Jenkins serves it, by API token. */
public class TargetsPageTest {

  private static final String EMPTY =
      "{\"status\":\"success\",\"data\":{\"activeTargets\":[],\"droppedTargets\":[]}}";

  @Rule public final JenkinsRule rule = new JenkinsRule();

  private FaultyServer prometheus;

  @Before
  public void start() throws Exception {
    prometheus = FaultyServer.start(request -> FaultyServer.answer(200, EMPTY));
    rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
    rule.jenkins.setAuthorizationStrategy(
        new MockAuthorizationStrategy()
            .grant(Jenkins.ADMINISTER)
            .everywhere()
            .to("admin")
            .grant(Jenkins.READ, PaasPermissions.VIEW)
            .everywhere()
            .to("prometheus"));
    PrometheusTarget asked = new PrometheusTarget(prometheus.uri().toString());
    asked.setRegistration(new HttpSdRegistration());
    Platform platform = new Platform("staging");
    platform.setPrometheus(asked);
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  @After
  public void stop() throws Exception {
    prometheus.close();
  }

  private WebResponse get(String user, String path, HttpMethod method, String tag)
      throws Exception {
    try (JenkinsRule.WebClient client = rule.createWebClient()) {
      client.setThrowExceptionOnFailingStatusCode(false);
      client.withBasicApiToken(user);
      WebRequest request = new WebRequest(new URL(rule.getURL(), path), method);
      if (tag != null) {
        request.setAdditionalHeader("If-None-Match", tag);
      }
      return client.getPage(request).getWebResponse();
    }
  }

  private WebResponse get(String user, String path) throws Exception {
    return get(user, path, HttpMethod.GET, null);
  }

  @Test
  public void aTokenWithTheRightReadsTheTargets() throws Exception {
    WorkflowJob job = rule.createProject(WorkflowJob.class);
    job.setDefinition(
        new CpsFlowDefinition(
            "paasMonitor(application: 'shop', targets: ['10.0.0.1:80'], verify: false)", true));
    rule.buildAndAssertStatus(Result.SUCCESS, job);
    WebResponse answer = get("prometheus", "paas/sd/staging");
    assertEquals(200, answer.getStatusCode());
    assertEquals("application/json", answer.getContentType());
    String tag = answer.getResponseHeaderValue("ETag");
    assertEquals(304, get("prometheus", "paas/sd/staging", HttpMethod.GET, tag).getStatusCode());
  }

  @Test
  public void nobodyElseLearnsWhatThereIs() throws Exception {
    assertEquals(404, get("prometheus", "paas/sd/absent").getStatusCode());
    // not by a browser, which would go on to the login page
    HttpURLConnection anonymous =
        (HttpURLConnection) new URL(rule.getURL(), "paas/sd/staging").openConnection();
    assertEquals("not unprotected", 403, anonymous.getResponseCode());
    int byPut = get("prometheus", "paas/sd/staging", HttpMethod.PUT, null).getStatusCode();
    assertTrue("by GET alone, not " + byPut, byPut >= 400);
  }

  @Test
  public void aFileThatCannotBeReadIsNoEmptyList() throws Exception {
    Path file = rule.jenkins.getRootDir().toPath().resolve("paas-targets/staging.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[{");
    assertEquals(503, get("prometheus", "paas/sd/staging").getStatusCode());
  }
}
