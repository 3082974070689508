package io.jenkins.plugins.paas.pipeline;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * What a sandboxed script may use of Java and Groovy, as two tables that hold on any controller: a
 * genuine one by script-security, the embedded one by a list of its own that allows no more.
 */
public class SandboxTablesTest {
  private static final int CHUNK = 25;

  @Rule public JenkinsRule jenkins = new JenkinsRule();

  @Test
  public void allowed() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (List<String> chunk : chunks("sandbox-allowed.txt")) {
      String log = JenkinsRule.getLog(run(Result.SUCCESS, script(chunk, "")));
      for (int i = 0; i < chunk.size(); i++) {
        if (!log.contains("<" + i + " allowed>")) {
          wrong.add(chunk.get(i));
        }
      }
    }
    assertEquals("should be allowed", List.of(), wrong);
  }

  @Test
  public void refused() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (List<String> chunk : chunks("sandbox-refused.txt")) {
      // ends as a failure, so that nothing of it is run again without a sandbox
      String log = JenkinsRule.getLog(run(Result.FAILURE, script(chunk, "new Object()")));
      for (int i = 0; i < chunk.size(); i++) {
        if (!log.contains("<" + i + " refused>")) {
          wrong.add(chunk.get(i));
        }
      }
    }
    assertEquals("should be refused", List.of(), wrong);
  }

  /** The lines of a table: an expression each. */
  private static List<List<String>> chunks(String table) throws IOException {
    List<String> lines;
    try (InputStream in = SandboxTablesTest.class.getResourceAsStream(table)) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    assertTrue(lines.size() > 2 * CHUNK);
    List<List<String>> chunks = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += CHUNK) {
      chunks.add(lines.subList(from, Math.min(lines.size(), from + CHUNK)));
    }
    return chunks;
  }

  private static String script(List<String> expressions, String last) {
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < expressions.size(); i++) {
      script
          .append("try { ({ ->\n")
          .append(expressions.get(i))
          .append("\n}).call(); echo '<" + i + " allowed>' } catch (Throwable e) { echo '<" + i)
          .append(" ' + (e.toString().contains('not permitted to') ? 'refused' : e) + '>' }\n");
    }
    return script.append(last).toString();
  }

  private WorkflowRun run(Result expected, String script) throws Exception {
    WorkflowJob job = jenkins.createProject(WorkflowJob.class);
    job.setDefinition(new CpsFlowDefinition(script, true));
    return jenkins.buildAndAssertStatus(expected, job);
  }
}
