package io.jenkins.plugins.paas.pipeline;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The step {@code junit} on any controller. */
public class TestReportTest {
  private static final String REPORT =
      """
      <testsuites><testsuite name="s" tests="4">
        <testcase classname="shop.CartTest" name="adds" time="0.1"/>
        <testcase classname="shop.CartTest" name="removes"><failure message="expected 1 but was 2">trace</failure></testcase>
        <testcase classname="shop.CartTest" name="breaks"><error>java.io.IOException: gone
          at x</error></testcase>
        <testcase classname="shop.CartTest" name="later"><skipped/></testcase>
      </testsuite></testsuites>
      """;

  @Rule public JenkinsRule jenkins = new JenkinsRule();

  private WorkflowRun run(Result expected, String script) throws Exception {
    WorkflowJob job = jenkins.createProject(WorkflowJob.class);
    job.setDefinition(new CpsFlowDefinition(script.replace("REPORT", REPORT), true));
    return jenkins.buildAndAssertStatus(expected, job);
  }

  @Test
  public void failuresMakeTheBuildUnstableAndTheCountsComeBack() throws Exception {
    WorkflowRun run =
        run(
            Result.UNSTABLE,
            """
            node {
              writeFile file: 'reports/TEST-a.xml', text: '''REPORT'''
              def totals = junit testResults: 'reports/**/TEST-*.xml', keepLongStdio: true
              echo "${totals.totalCount} ${totals.failCount} ${totals.skipCount} ${totals.passCount}"
              echo "result ${currentBuild.result}"
            }
            """);
    jenkins.assertLogContains("Recording test results", run);
    jenkins.assertLogContains("4 2 1 1", run);
    jenkins.assertLogContains("result UNSTABLE", run);
  }

  @Test
  public void theBuildMayStayAsItIs() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            node {
              writeFile file: 'a.xml', text: '''REPORT'''
              junit testResults: '*.xml', skipMarkingBuildUnstable: true
            }
            """);
    jenkins.assertLogContains("Recording test results", run);
  }

  @Test
  public void noReportIsAnErrorUnlessAllowed() throws Exception {
    WorkflowRun run =
        run(
            Result.FAILURE,
            """
            node {
              def none = junit testResults: 'none/*.xml', allowEmptyResults: true
              echo "none ${none.totalCount}"
              junit 'none/*.xml'
            }
            """);
    jenkins.assertLogContains("none 0", run);
    jenkins.assertLogContains("No test report files were found. Configuration error?", run);
  }

  @Test
  public void aBrokenReportCountsAsAFailureAndEntitiesAreNotRead() throws Exception {
    run(
        Result.UNSTABLE,
        """
        node {
          writeFile file: 'cut.xml', text: '<testsuite><testcase name="a"/>'
          junit '*.xml'
        }
        """);
    WorkflowRun run =
        run(
            Result.UNSTABLE,
            """
            node {
              sh 'echo top-secret > secret.txt'
              def ws = pwd()
              writeFile file: 'xxe.xml', text: '<!DOCTYPE x [<!ENTITY s SYSTEM "file://' + ws + '/secret.txt">]>' +
                '<testsuite name="s"><testcase classname="c" name="a"><failure message="m">&s;</failure></testcase></testsuite>'
              def t = junit '*.xml'
              echo "failed ${t.failCount}"
            }
            """);
    jenkins.assertLogContains("failed 1", run);
    jenkins.assertLogNotContains("m: top-secret", run);
  }
}
