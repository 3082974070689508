package io.jenkins.embedded.controller;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.controller.cps.CpsRun;
import io.jenkins.embedded.controller.script.ScriptProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Test;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;
import org.jvnet.hudson.test.JenkinsRule;

/** Rule h: Jenkins' own interpreter takes what the embedded controller takes. */
public class CpsRunTest {
  private static CpsRun.Counts run(String script) throws ScriptProblem {
    return CpsRun.of(script, "Jenkinsfile");
  }

  @Test
  public void everyStepSuspendsAndTheStoredCopyGoesOn() throws Exception {
    CpsRun.Counts counts =
        run(
            """
            def total = 0
            node {
              for (n in [1, 2]) { total += n; sh "echo $n" }
              [3, 4].each { echo "n $it" }
              def image = paasBuildImage(image: 'x', builder: jib())
              echo image.digest
            }
            parallel a: { echo 'a' }, b: { echo 'b' }
            assert total == 3
            """);
    assertEquals(new CpsRun.Counts(11, 9), counts);
  }

  @Test
  public void declarativeSectionsAllRun() throws Exception {
    CpsRun.Counts counts =
        run(
            """
            pipeline {
              agent any
              environment { NAME = 'x' }
              stages {
                stage('a') { steps { echo 'a' } }
                stage('b') { when { expression { false } }
                  steps { script { def m = [1]; m.each { sh "x $it" } } } }
              }
              post { always { echo 'end' } }
            }
            """);
    assertTrue(counts.toString(), counts.saves() >= 4);
  }

  @Test
  public void aLocalThatCannotBeStoredIsFound() {
    ScriptProblem problem =
        assertThrows(
            ScriptProblem.class, () -> run("def m = ('abc' =~ /b/)\necho 'x'\necho m.group()"));
    assertTrue(problem.getMessage(), problem.getMessage().contains("java.util.regex.Matcher"));
  }

  @Test
  public void aScriptWithoutEndIsGivenUp() {
    for (String endless :
        new String[] {"int i = 0\nwhile (true) { i = [i].size() }", "while (true) { }"}) {
      ScriptProblem problem =
          assertThrows(
              ScriptProblem.class,
              () -> CpsRun.of(endless, "Jenkinsfile", List.of(), Duration.ofMillis(200)));
      assertTrue(problem.getMessage(), problem.getMessage().contains("no end after"));
    }
  }

  @Test
  public void aTestWhoseScriptJenkinsCouldNotStoreFails() {
    JenkinsRule rule = new JenkinsRule();
    Statement body =
        new Statement() {
          @Override
          public void evaluate() throws Exception {
            WorkflowJob job = rule.createProject(WorkflowJob.class);
            job.setDefinition(
                new CpsFlowDefinition("def m = ('b' =~ /b/)\necho 'x'\necho m[0]", true));
            rule.buildAndAssertSuccess(job);
          }
        };
    AssertionError error =
        assertThrows(AssertionError.class, () -> rule.apply(body, Description.EMPTY).evaluate());
    assertTrue(error.getMessage(), error.getMessage().contains("java.util.regex.Matcher"));
  }

  @Test
  public void examplesRunUnderCps() throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of("examples"))) {
      files = all.filter(f -> f.getFileName().toString().equals("Jenkinsfile")).toList();
    }
    int steps = 0;
    int saves = 0;
    for (Path file : files) {
      CpsRun.Counts counts = of(file);
      steps += counts.steps();
      saves += counts.saves();
    }
    System.out.printf(
        "groovy-cps: %d Jenkinsfiles, %d calls, %d stored copies%n", files.size(), steps, saves);
    assertTrue(!files.isEmpty());
  }

  private static CpsRun.Counts of(Path file) throws IOException, ScriptProblem {
    return CpsRun.of(Files.readString(file), file.toString());
  }
}
