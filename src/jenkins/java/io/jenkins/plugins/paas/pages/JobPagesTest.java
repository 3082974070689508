package io.jenkins.plugins.paas.pages;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import hudson.model.Item;
import hudson.security.AuthorizationStrategy;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.step.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** What people see of a build that proved something, and of its job. */
public class JobPagesTest {

  @ClassRule public static final JenkinsRule RULE = new JenkinsRule();

  private WorkflowRun build;

  @Before
  public void proven() throws Exception {
    RULE.jenkins.setSecurityRealm(RULE.createDummySecurityRealm());
    RULE.jenkins.setAuthorizationStrategy(
        new MockAuthorizationStrategy()
            .grant(Jenkins.ADMINISTER)
            .everywhere()
            .to("admin")
            .grant(Jenkins.READ, Item.READ, PaasPermissions.VIEW)
            .everywhere()
            .to("viewer"));
    WorkflowJob job = RULE.createProject(WorkflowJob.class);
    job.setDefinition(new CpsFlowDefinition("echo 'done'", true));
    build = RULE.buildAndAssertSuccess(job);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("kind", "Deployment");
    object.put("name", "api");
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("namespace", "shop-staging<script>alert(1)</script>");
    facts.put("objects", new ArrayList<>(List.of(object)));
    Evidence.record(build, new Evidence("environment", "shop-staging is ready", facts, 61_000));
  }

  @Test
  public void thePassportShowsWhatWasProven() throws Exception {
    HtmlPage page = page("viewer", build.getUrl() + "paas-passport/");
    String text = page.getBody().asNormalizedText();
    assertTrue(text, text.contains("Release passport"));
    assertTrue(text, text.contains("shop-staging is ready"));
    assertTrue(text, text.contains("shop-staging<script>alert(1)</script>"));
    assertTrue(text, text.contains("kind Deployment, name api"));
    assertTrue(text, text.contains("1 min 1 s"));
    assertNotNull(
        page("viewer", build.getUrl())
            .getAnchorByHref("/jenkins/" + build.getUrl() + "paas-passport"));
  }

  /** Who reads Jenkins may view; a stranger may not. */
  @Test
  public void aStrangerDoesNotSeeIt() throws Exception {
    RULE.createWebClient().assertFails(build.getUrl() + "paas-passport/", 403);
  }

  @Test
  public void thePagesOfTheJobRenderAndSubmit() throws Exception {
    WorkflowJob job = build.getParent();
    for (String at : List.of("", "configure", "pipeline-syntax/", build.getNumber() + "/console")) {
      assertEquals(200, page("admin", job.getUrl() + at).getWebResponse().getStatusCode());
    }
    RULE.jenkins.setAuthorizationStrategy(new AuthorizationStrategy.Unsecured());
    RULE.configRoundtrip(job);
    assertEquals("echo 'done'", ((CpsFlowDefinition) job.getDefinition()).getScript());
  }

  private static HtmlPage page(String user, String path) throws Exception {
    return RULE.createWebClient().login(user).goTo(path);
  }
}
