package io.jenkins.plugins.paas.pipeline;

import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code matrix} of Declarative, the same on both controllers. */
public class MatrixTest extends PipelineCase {
  private static List<String> cells(WorkflowRun run) throws Exception {
    return JenkinsRule.getLog(run)
        .lines()
        .filter(line -> line.contains("{ (Matrix - "))
        .map(line -> line.substring(line.indexOf("(Matrix") + 1, line.lastIndexOf(')')))
        .sorted()
        .toList();
  }

  @Test
  public void cellsAreTheAxesWithoutTheExcludes() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            pipeline {
              agent none
              stages {
                stage('All') {
                  environment { LEFT = 'l' }
                  matrix {
                    axes {
                      axis { name 'OS'; values 'linux', 'mac', 'windows' }
                      axis { name 'BROWSER'; values 'firefox', 'safari' }
                    }
                    excludes {
                      exclude {
                        axis { name 'OS'; values 'linux', 'windows' }
                        axis { name 'BROWSER'; values 'safari' }
                      }
                      exclude {
                        axis { name 'OS'; notValues 'linux', 'mac' }
                        axis { name 'BROWSER'; notValues 'safari' }
                      }
                    }
                    agent any
                    environment { BOTH = "${LEFT}-${OS}-${BROWSER}" }
                    when { not { equals expected: 'mac/firefox', actual: "${OS}/${BROWSER}" } }
                    stages {
                      stage('One') {
                        steps {
                          sh 'echo "> sh $BOTH"'
                          echo "> $STAGE_NAME $OS ${env.BROWSER}"
                        }
                      }
                      stage('Two') {
                        when { environment name: 'OS', value: 'mac' }
                        steps { echo "> two $OS" }
                      }
                    }
                    post { always { echo "> cell $OS $BROWSER" } }
                  }
                  post { success { echo '> all' } }
                }
              }
            }
            """);
    assertEquals(
        List.of(
            "Matrix - OS = 'linux', BROWSER = 'firefox'",
            "Matrix - OS = 'mac', BROWSER = 'firefox'",
            "Matrix - OS = 'mac', BROWSER = 'safari'"),
        cells(run));
    assertEquals(
        List.of(
            "One linux firefox",
            "One mac safari",
            "all",
            "cell linux firefox",
            "cell mac safari",
            "sh l-linux-firefox",
            "sh l-mac-safari",
            "two mac"),
        said(run).stream().sorted().toList());
    jenkins.assertLogContains(
        "Stage \"Matrix - OS = 'mac', BROWSER = 'firefox'\" skipped due to when conditional", run);
  }

  @Test
  public void theFirstFailureStopsTheOtherCells() throws Exception {
    WorkflowRun run =
        run(
            Result.FAILURE,
            """
            pipeline {
              agent none
              stages {
                stage('M') {
                  failFast true
                  matrix {
                    axes { axis { name 'X'; values 'a', 'b' } }
                    stages {
                      stage('one') {
                        steps {
                          script {
                            if (X == 'a') { sleep 1; error 'broken' }
                            sleep 100
                            echo '> never'
                          }
                        }
                      }
                      stage('two') { steps { echo '> two' } }
                    }
                    post {
                      aborted { echo "> aborted $X" }
                      failure { echo "> failed $X" }
                    }
                  }
                }
                stage('Later') { steps { echo '> later' } }
              }
              post { failure { echo '> pipeline failed' } }
            }
            """);
    assertSaid(run, "failed a", "aborted b", "pipeline failed");
    assertInOrder(
        run,
        "Failed in branch Matrix - X = 'a'",
        "Failed in branch Matrix - X = 'b'",
        "Stage \"Later\" skipped due to earlier failure(s)",
        "broken");
  }

  @Test
  public void theOptionOfThePipelineStopsCellsToo() throws Exception {
    WorkflowRun run =
        run(
            Result.FAILURE,
            """
            pipeline {
              agent none
              options { parallelsAlwaysFailFast() }
              stages {
                stage('M') {
                  matrix {
                    axes { axis { name 'X'; values 'a', 'b' } }
                    options { timeout(time: 1, unit: 'MINUTES') }
                    stages {
                      stage('one') {
                        steps { script { if (X == 'a') { error 'broken' } else { sleep 100 } } }
                      }
                    }
                    post { aborted { echo "> aborted $X" } }
                  }
                }
              }
            }
            """);
    assertSaid(run, "aborted b");
  }

  @Test
  public void aSkippedMatrixSkipsItsCells() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            pipeline {
              agent none
              stages {
                stage('M') {
                  when { expression { false } }
                  matrix {
                    axes { axis { name 'X'; values 'a', 'b' } }
                    stages { stage('one') { steps { echo '> never' } } }
                    post { always { echo '> never' } }
                  }
                  post { always { echo '> never' } }
                }
              }
            }
            """);
    assertSaid(run);
    for (String stage : List.of("M", "Matrix - X = 'a'", "Matrix - X = 'b'")) {
      jenkins.assertLogContains("Stage \"" + stage + "\" skipped due to when conditional", run);
    }
  }

  @Test
  public void aMatrixIsCheckedBeforeAnythingRuns() throws Exception {
    String script =
        "pipeline { agent none; stages { stage('M') { matrix { %s\n"
            + " stages { stage('s') { steps { echo '> never' } } } } } } }";
    for (String wrong :
        List.of(
            "",
            "axes { axis { name 'X' } }",
            "axes { axis { name 'X'; values 'a', 'a' } }",
            "axes { axis { name 'X'; values 'a' }; axis { name 'X'; values 'b' } }",
            "axes { axis { name 'X'; values \"${1}\" } }",
            "axes { axis { name 'X'; values 'a' } }\n excludes { exclude { axis { name 'X'; values"
                + " 'a'; notValues 'b' } } }")) {
      assertSaid(run(Result.FAILURE, script.formatted(wrong)));
    }
    String nested =
        "pipeline { agent none; stages { stage('P') { parallel { stage('Q') { stages {"
            + " stage('M') { matrix { axes { axis { name 'X'; values 'a' } }\n"
            + " stages { stage('s') { steps { echo '> never' } } } } } } } } } } }";
    assertSaid(run(Result.FAILURE, nested));
  }
}
