package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/**
 * The controller stops while a step waits, and starts again: the step goes on, nothing is done
 * twice.
 */
@RunWith(Parameterized.class)
public class RestartTest {

  /** One row a waiting step. */
  @Parameters(name = "{0}")
  public static List<Object[]> rows() {
    return List.of(
        row("paasDeploy", WaitingDeploy::new),
        row("paasDeploy behind another", WaitingLock::new),
        row("paasRollback", WaitingRollback::new),
        row("paasPipeline", WaitingPipeline::new),
        row("paasProvision", WaitingProvision::new),
        row("paasPreview", WaitingPreview::new),
        row("paasDestroy", WaitingDestroy::new),
        row("paasMonitor", WaitingMonitor::new),
        row("paasMonitor with ruleTests", WaitingRuleTests::new),
        row("paasSilence", WaitingSilence::new),
        row("paasSlo", WaitingSlo::new),
        row("paasLogs", WaitingLogs::new),
        row("paasLogGate", WaitingLogGate::new),
        row("paasCheck", WaitingCheck::new),
        row("paasBuildImage with jib", WaitingJib::new),
        row("paasBuildImage with a pod of BuildKit", WaitingBuildKitPod::new),
        row("paasBuildImage with dockerEngine", WaitingDocker::new));
  }

  private static Object[] row(String name, Supplier<WaitingStep> step) {
    return new Object[] {name, step};
  }

  @Parameter(0)
  public String name;

  @Parameter(1)
  public Supplier<WaitingStep> maker;

  @Rule public JenkinsSessionRule sessions = new JenkinsSessionRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void theStepGoesOnAndTheRemoteSideSeesOneOperation() throws Throwable {
    try (WaitingStep step = maker.get()) {
      step.start(folder.newFolder().toPath());
      sessions.then(j -> begin(j, step));
      step.release();
      sessions.then(
          j -> {
            WorkflowRun run = run(j);
            j.waitForCompletion(run);
            j.assertBuildStatus(Result.SUCCESS, run);
            j.assertLogContains(step.ends(), run);
            step.assertOnce(run);
            assertEquals(List.of(), filesWith(j.jenkins.getRootDir().toPath()));
          });
    }
  }

  @Test
  public void aPlatformThatIsGoneAfterwardsIsNamed() throws Throwable {
    try (WaitingStep step = maker.get()) {
      step.start(folder.newFolder().toPath());
      sessions.then(
          j -> {
            begin(j, step);
            PaasConfiguration.get().setPlatforms(List.of());
          });
      sessions.then(
          j -> {
            WorkflowRun run = run(j);
            j.assertBuildStatus(Result.FAILURE, j.waitForCompletion(run));
            j.assertLogContains("No platform is configured", run);
          });
    }
  }

  private static void begin(JenkinsRule j, WaitingStep step) throws Exception {
    step.configureJenkins();
    WorkflowJob job = j.createProject(WorkflowJob.class, "release");
    job.setDefinition(
        new CpsFlowDefinition("withPaas(application: 'shop') {\n" + step.script() + "\n}", true));
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    step.awaitWaiting(j, run);
  }

  static WorkflowRun run(JenkinsRule j) {
    return j.jenkins.getItemByFullName("release", WorkflowJob.class).getBuildByNumber(1);
  }

  /**
   * Files below JENKINS_HOME in which the secret stands readably. The controller still writes
   * there, so a temporary file may be gone before it is looked at.
   */
  static List<String> filesWith(Path home) throws IOException {
    List<String> found = new ArrayList<>();
    Files.walkFileTree(
        home,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            try {
              String text = Files.readString(file, StandardCharsets.ISO_8859_1);
              if (text.contains(WaitingStep.SECRET)) {
                found.add(home.relativize(file).toString());
              }
            } catch (NoSuchFileException gone) {
              return FileVisitResult.CONTINUE;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    return found;
  }
}
