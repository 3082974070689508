package io.jenkins.plugins.paas.pipeline;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.paas.testing.Await;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The step {@code sh} on any controller: its processes, its output, its values. */
public class ShellTest {
  @Rule public JenkinsRule jenkins = new JenkinsRule();

  private WorkflowJob job(String script) throws Exception {
    WorkflowJob job = jenkins.createProject(WorkflowJob.class);
    job.setDefinition(new CpsFlowDefinition(script, true));
    return job;
  }

  private static ProcessHandle process(WorkflowRun run, String marker) throws Exception {
    Matcher found =
        Pattern.compile("^" + marker + " (\\d+)$", Pattern.MULTILINE)
            .matcher(JenkinsRule.getLog(run));
    assertTrue(marker + " in " + JenkinsRule.getLog(run), found.find());
    return ProcessHandle.of(Long.parseLong(found.group(1))).orElse(null);
  }

  private static void assertEnds(ProcessHandle process) throws Exception {
    Await.until(
        Duration.ofSeconds(30),
        () -> process != null && process.isAlive(),
        alive -> !alive,
        () -> "the process should end");
  }

  @Test
  public void aBackgroundChildOutlivesTheStepAndEndsWithTheNode() throws Exception {
    WorkflowRun run =
        jenkins.buildAndAssertSuccess(
            job(
                """
                node {
                  sh 'sleep 300 & echo child $!'
                  def alive = sh(script: 'pgrep -f "^sleep 300$" >/dev/null', returnStatus: true)
                  echo "still there: ${alive == 0}"
                }
                """));
    jenkins.assertLogContains("still there: true", run);
    assertTrue("ended long before its child", run.getDuration() < 120_000);
    assertEnds(process(run, "child"));
  }

  @Test
  public void anAbortEndsAllProcessesOfTheScript() throws Exception {
    WorkflowRun run =
        job("node { sh 'setsid sleep 301 & echo child $!; echo self $$; sleep 302' }")
            .scheduleBuild2(0)
            .waitForStart();
    jenkins.waitForMessage("self ", run);
    Await.until(
        Duration.ofSeconds(30),
        () -> JenkinsRule.getLog(run).contains("+ sleep 302"),
        shown -> shown,
        () -> "the script should be at its last line");
    ProcessHandle self = process(run, "self");
    run.doStop();
    jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
    jenkins.assertLogContains("Sending interrupt signal to process", run);
    assertEnds(self);
    assertEnds(process(run, "child"));
  }

  @Test
  public void outputStatusAndEncodingAreValues() throws Exception {
    WorkflowRun run =
        jenkins.buildAndAssertSuccess(
            job(
                """
                node {
                  def out = sh(script: 'echo out; echo err >&2', returnStdout: true, label: 'a label')
                  echo "<${out.trim()}> ${sh(script: 'exit 7', returnStatus: true)}"
                  def latin = sh(script: "printf '\\\\344'", returnStdout: true, encoding: 'ISO-8859-1')
                  echo "latin ${latin == 'ä'}"
                  def shebang = sh(script: '#!/usr/bin/env sh\\necho "args $#"', returnStdout: true)
                  echo shebang.trim()
                  def many = sh(script: 'i=0; set +x; while [ $i -lt 20000 ]; do echo "line $i of many"; i=$((i+1)); done', returnStdout: true)
                  echo "characters ${many.length()}"
                  sh 'set +x; i=0; while [ $i -lt 20000 ]; do echo "shown $i"; i=$((i+1)); done'
                  try { sh 'echo before; exit 5' } catch (e) { echo e.message }
                }
                """));
    jenkins.assertLogContains("<out> 7", run);
    jenkins.assertLogContains("latin true", run);
    jenkins.assertLogContains("args 0", run);
    jenkins.assertLogContains("characters 368890", run);
    jenkins.assertLogContains("shown 19999", run);
    jenkins.assertLogContains("script returned exit code 5", run);
    assertFalse(JenkinsRule.getLog(run).contains("a label"));
  }
}
