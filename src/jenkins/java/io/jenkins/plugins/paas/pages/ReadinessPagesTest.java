package io.jenkins.plugins.paas.pages;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import io.jenkins.plugins.paas.testing.Await;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The page PaaS under Manage Jenkins, and the monitor that leads to it. */
public class ReadinessPagesTest {

  @ClassRule public static final JenkinsRule RULE = new JenkinsRule();

  @Before
  public void configure() {
    RULE.jenkins.setSecurityRealm(RULE.createDummySecurityRealm());
    RULE.jenkins.setAuthorizationStrategy(
        new MockAuthorizationStrategy()
            .grant(Jenkins.ADMINISTER)
            .everywhere()
            .to("admin")
            .grant(Jenkins.READ)
            .everywhere()
            .to("reader"));
    Platform platform = new Platform("staging");
    platform.setPrometheus(new PrometheusTarget("http://127.0.0.1:1"));
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  @Test
  public void anAdministratorChecksAndReadsTheReport() throws Exception {
    JenkinsRule.WebClient client = RULE.createWebClient().login("admin");
    HtmlPage page = client.goTo("manage/paas-platforms/");
    assertTrue(page.getBody().asNormalizedText().contains("staging"));
    RULE.submit(page.getFormByName("check"));
    String text =
        Await.until(
            Duration.ofSeconds(60),
            () -> client.goTo("manage/paas-platforms/").getBody().asNormalizedText(),
            shown -> shown.contains("the connection was refused"),
            () -> "the report should be there");
    assertTrue(text, text.contains("Start it, or correct the platform's URL."));
    String report = "manage/paas-platforms/report?platform=staging&form=";
    String json =
        client.goTo(report + "json", "application/json").getWebResponse().getContentAsString();
    assertTrue(json, json.contains("\"outcome\" : \"missing\""));
    String junit =
        client.goTo(report + "junit", "application/xml").getWebResponse().getContentAsString();
    assertTrue(junit, junit.contains("<testsuite "));
    client.assertFails(report + "pdf", 404);
    WorkflowJob job = RULE.createProject(WorkflowJob.class);
    job.setDefinition(new CpsFlowDefinition("withPaas(platform: 'staging') { }", true));
    RULE.buildAndAssertSuccess(job);
    String manage = client.goTo("manage/").getBody().asNormalizedText();
    assertTrue(
        manage, manage.contains("The PaaS platform 'staging', which builds use, is missing"));
  }

  @Test
  public void othersDoNotSeeIt() throws Exception {
    JenkinsRule.WebClient client =
        RULE.createWebClient().login("reader").withThrowExceptionOnFailingStatusCode(false);
    for (String page : List.of("", "report?platform=staging&form=json")) {
      assertEquals(
          403, client.goTo("manage/paas-platforms/" + page).getWebResponse().getStatusCode());
    }
  }
}
