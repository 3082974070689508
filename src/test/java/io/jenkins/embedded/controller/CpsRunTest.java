package io.jenkins.embedded.controller;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.controller.cps.CpsRun;
import io.jenkins.embedded.controller.script.ScriptProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;

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
