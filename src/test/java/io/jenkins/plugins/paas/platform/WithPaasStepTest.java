package io.jenkins.plugins.paas.platform;

import hudson.model.Result;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class WithPaasStepTest {

  @Rule public final JenkinsRule rule = new JenkinsRule();

  @Test
  public void theBodyRunsAndItsValueIsReturned() throws Exception {
    platforms(new Platform("staging"));
    WorkflowRun run =
        build(
            "def v = withPaas(platform: 'staging', application: 'shop') { echo 'inside'; 42 }\n"
                + "echo \"value ${v}\"",
            Result.SUCCESS);
    rule.assertLogContains("inside", run);
    rule.assertLogContains("value 42", run);
  }

  @Test
  public void anUnknownPlatformFailsBeforeTheBody() throws Exception {
    platforms(new Platform("staging"), new Platform("production"));
    WorkflowRun run = build("withPaas(platform: 'stagin') { echo 'inside' }", Result.FAILURE);
    rule.assertLogContains("There is no platform 'stagin'. Did you mean 'staging'?", run);
    rule.assertLogNotContains("inside", run);
  }

  @Test
  public void withoutAPlatformItSaysWhereToConfigureOne() throws Exception {
    WorkflowRun run = build("withPaas(platform: 'x') { }", Result.FAILURE);
    rule.assertLogContains("No platform is configured", run);
    rule.assertLogContains("Manage Jenkins, System, PaaS", run);
  }

  @Test
  public void aPlatformGrantsByFolder() throws Exception {
    Platform platform = new Platform("staging");
    platform.setAllowedFolders(List.of("teams/shop"));
    platforms(platform);
    WorkflowRun run = build("withPaas(platform: 'staging') { echo 'inside' }", Result.FAILURE);
    rule.assertLogContains("Platform 'staging' may not be used by", run);
    rule.assertLogNotContains("inside", run);
  }

  @Test
  public void anUnknownArgumentIsRefusedWithTheNearest() throws Exception {
    platforms(new Platform("staging"));
    WorkflowRun run = build("withPaas(aplication: 'shop') { }", Result.FAILURE);
    rule.assertLogContains("application", run);
    rule.assertLogContains("aplication", run);
  }

  private static void platforms(Platform... all) {
    PaasConfiguration.get().setPlatforms(List.of(all));
  }

  private WorkflowRun build(String script, Result expected) throws Exception {
    WorkflowJob job = rule.createProject(WorkflowJob.class);
    job.setDefinition(new CpsFlowDefinition(script, true));
    return rule.buildAndAssertStatus(expected, job);
  }
}
