package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** After a restart waits still share their polls, and an abort still reaches the remote side. */
public class RestartedDeployTest {

  @Rule public JenkinsSessionRule sessions = new JenkinsSessionRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private final WaitingDeploy deploy = new WaitingDeploy();

  @Before
  public void start() throws Exception {
    deploy.start(folder.newFolder().toPath());
  }

  @After
  public void stop() throws Exception {
    deploy.close();
  }

  private void begin(JenkinsRule j, String script) throws Exception {
    deploy.configureJenkins();
    WorkflowJob job = j.createProject(WorkflowJob.class, "release");
    job.setDefinition(
        new CpsFlowDefinition("withPaas(application: 'shop') {\n" + script + "\n}", true));
    j.waitForMessage(deploy.waits(), job.scheduleBuild2(0).waitForStart());
  }

  @Test
  public void parallelWaitsGoOnEachWithItsOwnExecution() throws Throwable {
    sessions.then(
        j ->
            begin(
                j,
                "parallel a: { echo \"a ${paasDeploy(pipeline: 'deploy').status}\" }, b: { echo \"b"
                    + " ${paasDeploy(pipeline: 'deploy').status}\" }"));
    sessions.then(
        j -> {
          WorkflowRun run = RestartTest.run(j);
          j.assertBuildStatusSuccess(j.waitForCompletion(run));
          j.assertLogContains("a SUCCEEDED", run);
          j.assertLogContains("b SUCCEEDED", run);
          assertEquals(2, deploy.gate.executionsStarted());
        });
  }

  @Test
  public void anAbortAfterTheRestartCancelsTheExecution() throws Throwable {
    sessions.then(j -> begin(j, deploy.script()));
    sessions.then(
        j -> {
          WorkflowRun run = RestartTest.run(j);
          j.waitForMessage("Ready to run", run);
          run.doStop();
          j.assertBuildStatus(Result.ABORTED, j.waitForCompletion(run));
          assertEquals(1, deploy.front.count("PUT", "/cancel"));
          assertEquals(1, deploy.gate.executionsStarted());
        });
  }
}
