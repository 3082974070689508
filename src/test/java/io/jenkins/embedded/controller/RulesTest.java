package io.jenkins.embedded.controller;

import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Each rule that keeps a difference to Jenkins visible (DESIGN section 5), with a test that breaks
 * it.
 */
public class RulesTest {
  @Rule public JenkinsRule jenkins = new JenkinsRule();

  @Before
  public void registerProbe() {
    ProbeStep.EVENTS.clear();
    StepDescriptor.all().add(0, new ProbeStep.DescriptorImpl());
  }

  private WorkflowRun run(Result expected, String script) throws Exception {
    WorkflowJob job = jenkins.createProject(WorkflowJob.class);
    job.setDefinition(new CpsFlowDefinition(script, true));
    return jenkins.buildAndAssertStatus(expected, job);
  }

  private void assertFails(String message, String script) throws Exception {
    jenkins.assertLogContains(message, run(Result.FAILURE, script));
  }

  // (a)
  @Test
  public void branchesTakeTurnsAtStepsOnly() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            int count = 0
            def work = { for (int i = 0; i < 2000; i++) { int seen = count; count = seen + 1 } }
            parallel a: work, b: work, c: { sleep time: 5, unit: 'MILLISECONDS'; work() }
            echo "count $count"
            """);
    jenkins.assertLogContains("count 6000", run);
  }

  // (b)
  @Test
  public void anExecutionThatCannotBeSavedFailsItsStep() throws Exception {
    assertFails("The execution of step 'probe' cannot be saved", "probe 'field'");
  }

  @Test
  public void aResultIsACopy() throws Exception {
    WorkflowRun run =
        run(Result.SUCCESS, "def a = probe('value'); echo \"same ${a.isShared()} name ${a.name}\"");
    jenkins.assertLogContains("same false name value", run);
  }

  @Test
  public void aResultThatCannotBeSavedFailsItsStep() throws Exception {
    assertFails("The result of step 'probe' cannot be saved", "probe 'result'");
  }

  @Test
  public void savingIsDoneAfterStartAndBeforeTheOutcome() throws Exception {
    run(Result.SUCCESS, "probe 'save'");
    assertEquals("[started, saved]", ProbeStep.EVENTS.toString());
  }

  // (c)
  @Test
  public void membersWithoutWhitelistedAreRefused() throws Exception {
    assertFails(
        "Scripts not permitted to use method " + ProbeStep.Value.class.getName() + " getHidden",
        "probe('value').getHidden()");
    assertFails("Scripts not permitted to use property", "echo probe('value').hidden");
    assertFails(
        "Scripts not permitted to use new", "new io.jenkins.embedded.controller.LogMask([])");
    assertFails("Scripts not permitted to use", "Jenkins.get()");
  }

  @Test
  public void javaBeyondTheListIsRefused() throws Exception {
    assertFails("new java.io.File", "new File('/etc/passwd').text");
    assertFails("staticMethod java.lang.System exit", "System.exit(1)");
    assertFails("method java.util.ArrayList execute", "['id'].execute()");
    assertFails("Scripts not permitted to use", "def c = 'x'.class.forName('java.lang.Runtime')");
    assertFails("No such property: metaClass", "this.metaClass.x = 1");
    assertFails("Scripts not permitted to use", "Eval.me('1')");
    assertFails("No such DSL method 'evaluate'", "evaluate('1')");
    assertFails("Scripts not permitted to use", "['a', 'b'].collect { it.&execute }.each { it() }");
  }

  // (d)
  @Test
  public void stepsThroughFramesThatCpsCannotSuspendFail() throws Exception {
    assertFails("'echo' is called from sort { }", "[2, 1].sort { echo 'x'; it }");
    assertFails(
        "'echo' is called from the constructor of Thing",
        "class Thing { Thing(s) { s.echo 'x' } }\nnew Thing(this)");
    assertFails(
        "'echo' is called from the @NonCPS method helper",
        "@NonCPS def helper() { echo 'x' }\nhelper()");
    assertFails("'echo' is called from", "'abc'.replaceAll('b') { echo 'x'; 'y' }");
    assertFails(
        "'echo' is called from the conversion of an object to text",
        "class T { def s; String toString() { s.echo 'x'; 'T' } }\n"
            + "def t = new T(s: this)\n"
            + "echo \"${t}\"");
  }

  // (e)
  @Test
  public void inputAndOutputInsideStartFails() throws Exception {
    assertFails("inside start() of probe", "node { probe 'io' }");
    assertFails("A request went to 127.0.0.1 inside start() of probe", "probe 'http'");
  }

  // (f)
  @Test
  public void namesResolveAsOnJenkins() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            def greet(who) { echo "method $who" }
            greet 'one'
            local = { echo "binding $it" }
            local 'two'
            echo "env ${BUILD_NUMBER} ${env.BUILD_NUMBER}"
            steps.echo 'by steps'
            sleep time: 1, unit: 'MILLISECONDS'
            println 'printed'
            def found = probe(value: 'value')
            echo "named ${found.name}"
            """);
    for (String text :
        new String[] {
          "method one", "binding two", "env 1 1", "by steps", "printed", "named value"
        }) {
      jenkins.assertLogContains(text, run);
    }
  }

  // (g)
  @Test
  public void whatIsLackingIsAnError() throws Exception {
    assertFails(
        "The embedded controller lacks 'docker' in agent (Jenkinsfile:1)",
        "pipeline { agent { docker 'x' }; stages { stage('a') { steps { echo 'x' } } } }");
    assertFails("lacks the step 'bat': it runs on Windows agents only", "bat 'dir'");
  }

  // (h)
  @Test
  public void whatJenkinsInterpreterCannotRunIsRefused() throws Exception {
    assertFails("synchronized cannot be run", "def o = []\nsynchronized (o) { echo 'x' }");
    assertFails("gives null for the default of", "def c = { a, b = 2 -> a * b }\necho \"${c(1)}\"");
    run(
        Result.SUCCESS,
        "@NonCPS def twice(x) { def c = { a, b = 2 -> a * b }; c(x) }\necho \"${twice(2)}\"");
  }

  @Test
  public void aBusyLoopCanBeStopped() throws Exception {
    WorkflowJob job = jenkins.createProject(WorkflowJob.class);
    job.setDefinition(
        new CpsFlowDefinition("echo 'spinning'\nint i = 0\nwhile (true) { i = [i].size() }", true));
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    jenkins.waitForMessage("spinning", run);
    run.doStop();
    jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
  }
}
