package io.jenkins.plugins.paas.pipeline;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.jvnet.hudson.test.JenkinsRule;

/** What tests of whole scripts share: they run on any controller and look at its log. */
public abstract class PipelineCase {
  @Rule public JenkinsRule jenkins = new JenkinsRule();

  protected final WorkflowJob job(String script) throws Exception {
    WorkflowJob job = jenkins.createProject(WorkflowJob.class);
    job.setDefinition(new CpsFlowDefinition(script, true));
    return job;
  }

  protected final WorkflowRun run(Result expected, String script) throws Exception {
    return jenkins.buildAndAssertStatus(expected, job(script));
  }

  protected final void assertFails(String message, String script) throws Exception {
    jenkins.assertLogContains(message, run(Result.FAILURE, script));
  }

  protected static void assertInOrder(WorkflowRun run, String... texts) throws Exception {
    String log = JenkinsRule.getLog(run);
    int at = 0;
    for (String text : texts) {
      int found = log.indexOf(text, at);
      assertTrue("'" + text + "' is missing after character " + at + " of:\n" + log, found >= 0);
      at = found + text.length();
    }
  }

  /** What the script itself said, by {@code echo '> …'}, in the log's order. */
  protected static void assertSaid(WorkflowRun run, String... expected) throws Exception {
    assertEquals(JenkinsRule.getLog(run), List.of(expected), said(run));
  }

  protected static List<String> said(WorkflowRun run) throws Exception {
    Matcher lines = Pattern.compile("(?m)^(?:\\[.*?] )?> (.*)$").matcher(JenkinsRule.getLog(run));
    return lines.results().map(found -> found.group(1)).toList();
  }
}
