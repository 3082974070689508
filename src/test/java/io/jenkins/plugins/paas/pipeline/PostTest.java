package io.jenkins.plugins.paas.pipeline;

import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Test;

/** {@code post} of Declarative, the same on both controllers. */
public class PostTest extends PipelineCase {
  private static final List<String> CONDITIONS =
      List.of(
          "cleanup",
          "notBuilt",
          "failure",
          "unstable",
          "unsuccessful",
          "success",
          "aborted",
          "regression",
          "fixed",
          "changed",
          "always");

  private static String post(String where) {
    StringBuilder post = new StringBuilder("post {\n");
    for (String condition : CONDITIONS) {
      post.append(condition + " { echo \"> " + where + " " + condition + "\" }\n");
    }
    return post + "}\n";
  }

  /** One job whose builds end differently; what each says, in the order of Jenkins. */
  @Test
  public void conditionsLookAtThisBuildAndTheOneBefore() throws Exception {
    WorkflowJob job =
        job(
            "pipeline { agent none\n stages { stage('A') { steps { script {\n"
                + "switch (currentBuild.number) {\n"
                + "  case 2: unstable 'so so'; break\n"
                + "  case 3: error 'bad'; break\n"
                + "  case 5: currentBuild.result = 'NOT_BUILT'; break\n"
                + "} } }\n"
                + post("s")
                + "} }\n"
                + post("p")
                + "}");
    assertBuild(job, Result.SUCCESS, "always", "changed", "success", "cleanup");
    assertBuild(
        job,
        Result.UNSTABLE,
        "always",
        "changed",
        "regression",
        "unsuccessful",
        "unstable",
        "cleanup");
    assertBuild(
        job,
        Result.FAILURE,
        "always",
        "changed",
        "regression",
        "unsuccessful",
        "failure",
        "cleanup");
    assertBuild(job, Result.SUCCESS, "always", "changed", "fixed", "success", "cleanup");
    assertBuild(
        job,
        Result.NOT_BUILT,
        "always",
        "changed",
        "regression",
        "unsuccessful",
        "notBuilt",
        "cleanup");
  }

  private void assertBuild(WorkflowJob job, Result result, String... conditions) throws Exception {
    List<String> expected = new ArrayList<>();
    for (String where : List.of("s", "p")) {
      for (String condition : conditions) {
        expected.add(where + " " + condition);
      }
    }
    assertEquals(expected, said(jenkins.buildAndAssertStatus(result, job)));
  }

  @Test
  public void abortedByATimeout() throws Exception {
    WorkflowRun run =
        run(
            Result.ABORTED,
            "pipeline { agent none\n stages { stage('A') {\n"
                + "options { timeout(time: 1, unit: 'SECONDS') }\n steps { sleep 60 }\n"
                + post("s")
                + "} }\n"
                + post("p")
                + "}");
    assertSaid(
        run,
        "s always",
        "s changed",
        "s aborted",
        "s unsuccessful",
        "s cleanup",
        "p always",
        "p changed",
        "p aborted",
        "p unsuccessful",
        "p cleanup");
  }

  @Test
  public void aFailingPostMakesTheStageFailAndTheOthersStillRun() throws Exception {
    WorkflowRun run =
        run(
            Result.FAILURE,
            """
            pipeline {
              agent none
              stages {
                stage('A') {
                  steps { echo '> a' }
                  post {
                    always { error 'post broke' }
                    success { echo '> A success' }
                    failure { echo '> A failure' }
                    cleanup { echo '> A cleanup' }
                  }
                }
                stage('B') { steps { echo '> b' } }
              }
              post {
                always { echo '> always'; error 'second' }
                failure { echo '> failure' }
                cleanup { echo '> cleanup' }
              }
            }
            """);
    assertSaid(run, "a", "A failure", "A cleanup", "always", "failure", "cleanup");
    assertInOrder(
        run,
        "Error when executing always post condition:",
        "Stage \"B\" skipped due to earlier failure(s)",
        "{ (Declarative: Post Actions)",
        "Error when executing always post condition:");
  }

  @Test
  public void stagesGoByWhatHappenedInThem() throws Exception {
    WorkflowRun run =
        run(
            Result.FAILURE,
            """
            pipeline {
              agent none
              stages {
                stage('Outer') {
                  stages {
                    stage('In1') {
                      steps {
                        catchError(buildResult: 'SUCCESS', stageResult: 'FAILURE') { error 'x' }
                      }
                      post {
                        success { echo '> In1 success' }
                        failure { echo '> In1 failure' }
                      }
                    }
                    stage('In2') {
                      steps { echo "> ${currentBuild.currentResult}" }
                      post { success { echo '> In2 success' } }
                    }
                    stage('In3') {
                      steps { warnError('hm') { error 'y' } }
                      post { unstable { echo "> In3 ${currentBuild.currentResult}" } }
                    }
                    stage('In4') {
                      steps { echo '> in4' }
                      post { success { echo '> In4 success' }
                        unstable { echo '> In4 unstable' } }
                    }
                  }
                  post {
                    failure { echo "> Outer ${currentBuild.result}" }
                    unstable { echo '> Outer unstable' }
                  }
                }
                stage('Par') {
                  parallel {
                    stage('L') {
                      steps { error 'left' }
                      post { failure { echo '> L failure' } }
                    }
                    stage('R') {
                      steps { sleep 1; echo '> right' }
                      post { failure { echo '> R failure' }
                        unstable { echo '> R unstable' } }
                    }
                  }
                  post { failure { echo '> Par failure' } }
                }
                stage('Late') {
                  steps { echo '> late' }
                  post { always { echo '> never' } }
                }
              }
              post { failure { echo "> end ${currentBuild.result}" } }
            }
            """);
    assertSaid(
        run,
        "In1 failure",
        "SUCCESS",
        "In2 success",
        "In3 UNSTABLE",
        "in4",
        "In4 unstable",
        "Outer FAILURE",
        "L failure",
        "right",
        "R unstable",
        "Par failure",
        "end FAILURE");
  }

  @Test
  public void postRunsWhereItsStageRan() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            pipeline {
              agent any
              environment { TOP = 'top' }
              stages {
                stage('A') {
                  agent any
                  environment { OWN = 'own' }
                  steps { writeFile file: 'mark', text: 'x' }
                  post { always { echo "> ${fileExists 'mark'} $OWN $TOP" } }
                }
              }
              post { always { sh 'echo "> $TOP ${OWN:-none}"' } }
            }
            """);
    assertSaid(run, "true own top", "top none");
  }

  @Test
  public void thePipelinesPostRunsAlsoWhereNoAgentCouldBeUsed() throws Exception {
    WorkflowRun run =
        run(
            Result.FAILURE,
            """
            pipeline {
              agent none
              environment { BROKEN = "${[].first()}" }
              stages { stage('A') { steps { echo '> never' } } }
              post { failure { echo '> failure' } }
            }
            """);
    assertSaid(run, "failure");
  }
}
