package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;

import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.SpinnakerTarget;
import io.jenkins.plugins.paas.testing.Await;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/**
 * A controller in a process of its own is killed, without a chance to save anything: before the
 * mutating call reaches the remote side, before its answer is saved, and while the step waits.
 */
public class KillTest {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  @Rule public RealJenkinsRule controller = new RealJenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void deployBeforeTheCall() throws Throwable {
    deploy(FaultyServer.silent(), "MAX_SURVIVABILITY", 0);
  }

  @Test
  public void deployBetweenTheCallAndTheSave() throws Throwable {
    deploy(FaultyServer.silentAfter(), "MAX_SURVIVABILITY", 1);
  }

  @Test
  public void deployBetweenTheCallAndTheSaveNonatomic() throws Throwable {
    deploy(FaultyServer.silentAfter(), "SURVIVABLE_NONATOMIC", 1);
  }

  private void deploy(FaultyServer.Fault fault, String durability, int startedAtTheKill)
      throws Throwable {
    try (WaitingDeploy step = new WaitingDeploy()) {
      step.start(folder.newFolder().toPath());
      step.front.only("POST", "/pipelines/shop/deploy").then(fault);
      begin(step, durability);
      Await.until(
          LIMIT,
          () -> step.front.count("POST", "/pipelines/shop/deploy"),
          count -> count == 1,
          () -> "the call is made");
      Await.until(
          LIMIT,
          () -> step.gate.executionsStarted(),
          count -> count == startedAtTheKill,
          () -> "executions at the kill");
      controller.stopJenkinsForcibly();
      controller.startJenkins();
      controller.runRemotely(KillTest::succeeds, step.ends());
      assertEquals(1, step.gate.executionsStarted());
    }
  }

  @Test
  public void deployWhileWaiting() throws Throwable {
    try (WaitingDeploy step = new WaitingDeploy()) {
      step.start(folder.newFolder().toPath());
      begin(step, "MAX_SURVIVABILITY");
      controller.runRemotely(KillTest::awaitLine, step.waits());
      controller.stopJenkinsForcibly();
      controller.startJenkins();
      controller.runRemotely(KillTest::succeeds, step.ends());
      assertEquals(1, step.gate.executionsStarted());
    }
  }

  @Test
  public void deployWhileWaitingCannotResumeWhereNothingWasSaved() throws Throwable {
    try (WaitingDeploy step = new WaitingDeploy()) {
      step.start(folder.newFolder().toPath());
      begin(step, "PERFORMANCE_OPTIMIZED");
      controller.runRemotely(KillTest::awaitLine, step.waits());
      controller.stopJenkinsForcibly();
      controller.startJenkins();
      controller.runRemotely(KillTest::ended);
      assertEquals("nothing is started again", 1, step.gate.executionsStarted());
    }
  }

  @Test
  public void provisionBetweenTheCallAndTheSave() throws Throwable {
    provision(true);
  }

  @Test
  public void provisionWhileWaiting() throws Throwable {
    provision(false);
  }

  private void provision(boolean beforeTheSave) throws Throwable {
    try (WaitingProvision step = new WaitingProvision()) {
      step.start(folder.newFolder().toPath());
      if (beforeTheSave) {
        step.front.only("PATCH", "/clusters/db").then(FaultyServer.silentAfter());
      }
      controller.startJenkins();
      controller.runRemotely(KillTest::beginProvision, step.front.uri().toString(), step.script());
      if (beforeTheSave) {
        Await.until(
            LIMIT,
            () -> step.front.count("PATCH", "/clusters/db"),
            count -> count == 1,
            () -> "the claim is applied");
      } else {
        controller.runRemotely(KillTest::awaitLine, step.waits());
      }
      controller.stopJenkinsForcibly();
      step.release();
      controller.startJenkins();
      controller.runRemotely(KillTest::succeeds, step.ends());
      assertEquals("applied once, as the cluster counts", 1, step.generation());
    }
  }

  private void begin(WaitingDeploy step, String durability) throws Throwable {
    controller.startJenkins();
    controller.runRemotely(
        KillTest::beginDeploy, step.front.uri().toString(), step.script(), durability);
  }

  private static void beginDeploy(JenkinsRule j, String url, String script, String durability)
      throws Exception {
    SpinnakerTarget target = new SpinnakerTarget(url);
    target.setCredentialsId("remote");
    Platform platform = new Platform("test");
    platform.setSpinnaker(target);
    build(j, platform, script, durability);
  }

  private static void beginProvision(JenkinsRule j, String url, String script) throws Exception {
    ClusterTarget target = new ClusterTarget(url);
    target.setCredentialsId("token");
    Platform platform = new Platform("test");
    platform.setCluster(target);
    build(j, platform, script, "MAX_SURVIVABILITY");
  }

  private static void build(JenkinsRule j, Platform platform, String script, String durability)
      throws Exception {
    WaitingStep.credentials();
    PaasConfiguration.get().setPlatforms(List.of(platform));
    WorkflowJob job = j.createProject(WorkflowJob.class, "release");
    job.addProperty(new DurabilityHintJobProperty(FlowDurabilityHint.valueOf(durability)));
    job.setDefinition(
        new CpsFlowDefinition("withPaas(application: 'shop') {\n" + script + "\n}", true));
    job.scheduleBuild2(0).waitForStart();
  }

  private static void awaitLine(JenkinsRule j, String line) throws Exception {
    j.waitForMessage(line, RestartTest.run(j));
  }

  private static void succeeds(JenkinsRule j, String line) throws Exception {
    WorkflowRun run = RestartTest.run(j);
    j.assertBuildStatusSuccess(j.waitForCompletion(run));
    j.assertLogContains(line, run);
  }

  private static void ended(JenkinsRule j) throws Exception {
    WorkflowRun run = j.waitForCompletion(RestartTest.run(j));
    j.assertLogNotContains("it is SUCCEEDED", run);
  }
}
