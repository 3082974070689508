package io.jenkins.plugins.paas.pipeline;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;

import hudson.model.Result;
import io.jenkins.plugins.paas.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.jenkinsci.plugins.workflow.support.steps.input.InputStepExecution;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The step {@code input} on any controller: who waits, and what the answer becomes. */
public class InputTest {
  @Rule public JenkinsRule jenkins = new JenkinsRule();

  private WorkflowRun start(String script) throws Exception {
    WorkflowJob job = jenkins.createProject(WorkflowJob.class);
    job.setDefinition(new CpsFlowDefinition(script, true));
    return job.scheduleBuild2(0).waitForStart();
  }

  private static InputStepExecution waiting(WorkflowRun run, String id) throws Exception {
    return Await.until(
        Duration.ofSeconds(60),
        () -> {
          InputAction action = run.getAction(InputAction.class);
          return action == null ? null : action.getExecution(id);
        },
        Objects::nonNull,
        () -> "input " + id + " should wait");
  }

  @Test
  public void proceedingWithoutParametersGivesNull() throws Exception {
    WorkflowRun run =
        start("def answer = input id: 'go', message: 'Go on?', ok: 'Yes'\necho \"got $answer\"");
    waiting(run, "Go").doProceedEmpty();
    jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
    jenkins.assertLogContains("Go on?", run);
    jenkins.assertLogContains("Yes or Abort", run);
    jenkins.assertLogContains("got null", run);
  }

  @Test
  public void oneParameterIsTheValueAndSeveralAreAMap() throws Exception {
    WorkflowRun run =
        start(
            """
            def one = input id: 'one', message: 'm', parameters: [string(name: 'A', defaultValue: 'x')]
            echo "one is $one"
            def many = input id: 'many', message: 'm', submitterParameter: 'WHO', parameters: [
              booleanParam(name: 'B', defaultValue: true), choice(name: 'C', choices: ['c1', 'c2'])]
            echo "many are ${many.B} ${many['C']}"
            """);
    waiting(run, "One").proceed(Map.of("A", "value"));
    waiting(run, "Many").proceed(Map.of("B", false, "C", "c2"));
    jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
    jenkins.assertLogContains("Input requested", run);
    jenkins.assertLogContains("one is value", run);
    jenkins.assertLogContains("many are false c2", run);
  }

  @Test
  public void theSubmitterAloneIsTheValue() throws Exception {
    WorkflowRun run =
        start("echo \"by ${input(id: 'x', message: 'm', submitterParameter: 'WHO')}\"");
    waiting(run, "X").doProceedEmpty();
    jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
    jenkins.assertLogContains("by SYSTEM", run);
  }

  @Test
  public void refusingAbortsTheBuildAndBranchesWaitSideBySide() throws Exception {
    WorkflowRun run =
        start(
            """
            parallel a: { input id: 'a', message: 'first' }, b: {
              try { input id: 'b', message: 'second' } catch (e) { echo 'b was refused'; throw e }
            }
            """);
    InputStepExecution first = waiting(run, "A");
    InputStepExecution second = waiting(run, "B");
    assertEquals(2, run.getAction(InputAction.class).getExecutions().size());
    first.doProceedEmpty();
    second.doAbort();
    jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
    jenkins.assertLogContains("b was refused", run);
    jenkins.assertLogContains("Rejected", run);
  }

  @Test
  public void aTimeoutEndsTheWait() throws Exception {
    WorkflowRun run =
        start(
            """
            try { timeout(time: 1, unit: 'SECONDS') { input id: 'late', message: 'm' } }
            catch (e) { echo 'nobody answered' }
            """);
    jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
    jenkins.assertLogContains("nobody answered", run);
    InputAction action = run.getAction(InputAction.class);
    assertNotNull(action);
    Await.until(
        Duration.ofSeconds(30), action::getExecutions, List::isEmpty, () -> "no input should wait");
  }
}
