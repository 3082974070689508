package io.jenkins.embedded.controller;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import io.jenkins.embedded.controller.steps.BuiltInSteps;
import io.jenkins.embedded.controller.steps.LackingSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** docs/EMBEDDED.md tells the steps that there are, and what the others say. */
public class StepsTableTest {
  @Rule public JenkinsRule jenkins = new JenkinsRule();

  private static List<String> row() throws IOException {
    String line =
        Files.readAllLines(Path.of("docs/EMBEDDED.md")).stream()
            .filter(l -> l.startsWith("| steps |"))
            .findFirst()
            .orElseThrow();
    return List.of(line.split("\\|"));
  }

  private static Set<String> names(String cell) {
    return Pattern.compile("`(\\w+)`")
        .matcher(cell)
        .results()
        .map(MatchResult::group)
        .map(found -> found.replace("`", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private WorkflowRun run(Result expected, String script) throws Exception {
    WorkflowJob job = jenkins.createProject(WorkflowJob.class);
    job.setDefinition(new CpsFlowDefinition(script, true));
    return jenkins.buildAndAssertStatus(expected, job);
  }

  @Test
  public void whatItNamesIsThereAndWhatIsThereItNames() throws Exception {
    assertEquals(new TreeSet<>(BuiltInSteps.byName().keySet()), names(row().get(2)));
    assertEquals(LackingSteps.reasons().keySet(), names(row().get(3)));
  }

  @Test
  public void whatItLacksSaysSoWhenItIsCalled() throws Exception {
    StringBuilder script = new StringBuilder("node { if (!isUnix()) { bat 'dir' } }\n");
    for (String name : names(row().get(3))) {
      script.append("try { ").append(name).append("('x') } catch (e) { echo e.message }\n");
    }
    WorkflowRun run = run(Result.SUCCESS, script.toString());
    for (String name : names(row().get(3))) {
      assertTrue(LackingSteps.reasons().get(name).length() > 10);
      jenkins.assertLogContains(
          "The embedded controller lacks the step '"
              + name
              + "': "
              + LackingSteps.reasons().get(name),
          run);
    }
  }

  @Test
  public void anyOtherNameIsNoMethod() throws Exception {
    WorkflowRun run = run(Result.FAILURE, "nexusPublisher 'x'");
    jenkins.assertLogContains("No such DSL method 'nexusPublisher'", run);
  }
}
