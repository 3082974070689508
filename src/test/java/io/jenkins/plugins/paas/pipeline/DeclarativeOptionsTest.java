package io.jenkins.plugins.paas.pipeline;

import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import io.jenkins.plugins.paas.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.jenkinsci.plugins.workflow.support.steps.input.InputStepExecution;
import org.junit.Test;

/** {@code options} and {@code input} of Declarative, the same on both controllers. */
public class DeclarativeOptionsTest extends PipelineCase {
  @Test
  public void retriesOfStagesAndOfThePipelineLeaveNoResultBehind() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            int n = 0
            pipeline {
              agent any
              options { retry(2) }
              stages {
                stage('A') {
                  options { retry(3); timeout(time: 1, unit: 'MINUTES') }
                  steps { script { n++; if (n < 5) { error "attempt $n" }; echo "> worked $n" } }
                  post {
                    failure { echo "> A failed ${currentBuild.currentResult}" }
                    success { echo '> A ok' }
                  }
                }
              }
              post {
                failure { echo '> failed' }
                success { echo "> ok ${currentBuild.result}" }
              }
            }
            """);
    assertSaid(
        run,
        "A failed FAILURE",
        "A failed FAILURE",
        "A failed FAILURE",
        "failed",
        "A failed FAILURE",
        "worked 5",
        "A ok",
        "ok SUCCESS");
  }

  @Test
  public void blocksThatNeedNoNodeAreOptions() throws Exception {
    WorkflowRun run =
        run(
            Result.UNSTABLE,
            """
            pipeline {
              agent none
              options { withEnv(['TOP=1']) }
              stages {
                stage('A') {
                  options { warnError('warned'); withEnv(['IN=2'])
                    retry(conditions: [nonresumable(), agent()], count: 2) }
                  steps { echo "> $TOP $IN"; error 'x' }
                }
                stage('B') { steps { echo "> $TOP" } }
              }
            }
            """);
    assertSaid(run, "1 2", "1");
    jenkins.assertLogContains("warned", run);
  }

  @Test
  public void stagesAfterAnUnstableOneAreSkipped() throws Exception {
    WorkflowRun run =
        run(
            Result.UNSTABLE,
            """
            pipeline {
              agent none
              options { skipStagesAfterUnstable() }
              stages {
                stage('A') { steps { unstable 'hm' } }
                stage('B') { stages { stage('C') { steps { echo '> never' } } } }
              }
              post { unstable { echo '> unstable' } }
            }
            """);
    assertSaid(run, "unstable");
    jenkins.assertLogContains("Stage \"B\" skipped due to earlier stage(s)", run);
  }

  @Test
  public void whatMeansNothingToOneBuildIsAccepted() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            pipeline {
              agent any
              options {
                buildDiscarder(logRotator(numToKeepStr: '3'))
                checkoutToSubdirectory('sub')
                disableConcurrentBuilds()
                disableRestartFromStage()
                disableResume()
                durabilityHint('PERFORMANCE_OPTIMIZED')
                overrideIndexTriggers(false)
                preserveStashes(buildCount: 3)
                quietPeriod(1)
                rateLimitBuilds(throttle: [count: 60, durationName: 'hour', userBoost: false])
                skipDefaultCheckout()
              }
              stages {
                stage('A') {
                  options { skipDefaultCheckout(true); checkoutToSubdirectory('other') }
                  steps { echo '> a' }
                }
              }
            }
            """);
    assertSaid(run, "a");
  }

  @Test
  public void unknownOptionsAreRefused() throws Exception {
    String script =
        "pipeline { agent any\n options { %s }\n"
            + " stages { stage('A') { options { %s }\n steps { echo '> never' } } } }";
    String fine = "timeout(5)";
    for (String wrong : List.of("retyr(2)", "node('x')", "dir('x')")) {
      assertSaid(run(Result.FAILURE, script.formatted(wrong, fine)));
      assertSaid(run(Result.FAILURE, script.formatted(fine, wrong)));
    }
    assertSaid(run(Result.FAILURE, script.formatted(fine, "disableConcurrentBuilds()")));
  }

  private static InputStepExecution waiting(WorkflowRun run, String id) throws Exception {
    return Await.until(
        Duration.ofSeconds(60),
        () -> {
          InputAction action = run.getAction(InputAction.class);
          return action == null ? null : action.getExecution(id);
        },
        Objects::nonNull,
        () -> "input " + id + " should wait");
  }

  @Test
  public void aStageAsksBeforeItRuns() throws Exception {
    WorkflowRun run =
        job("""
        pipeline {
          agent none
          stages {
            stage('A') {
              input {
                message "Deploy ${'it'}?"
                id 'Deploy'
                ok 'Yes'
                submitterParameter 'WHO'
                parameters {
                  string(name: 'TARGET', defaultValue: 'staging', description: 'where')
                  booleanParam(name: 'FORCE', defaultValue: false)
                }
              }
              when { beforeInput true; expression { echo '> asked'; true } }
              environment { WHERE = "${TARGET}!" }
              steps { echo "> $WHERE ${env.FORCE} $WHO" }
            }
            stage('B') {
              input { message 'One?'
                id 'One'
                parameters { choice(name: 'SIZE', choices: ['s', 'l']) } }
              steps { echo "> $SIZE" }
            }
            stage('C') {
              when { beforeInput true; expression { false } }
              input { message 'Never?' }
              steps { echo '> never' }
            }
          }
        }
        """)
            .scheduleBuild2(0)
            .waitForStart();
    InputStepExecution first = waiting(run, "Deploy");
    assertEquals(List.of("asked"), said(run));
    first.proceed(Map.of("TARGET", "production", "FORCE", true, "WHO", "me"));
    waiting(run, "One").proceed(Map.of("SIZE", "l"));
    jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
    assertSaid(run, "asked", "production! true me", "l");
  }

  @Test
  public void aRefusedInputAbortsTheStageBeforeItsPost() throws Exception {
    WorkflowRun run =
        job("""
        pipeline {
          agent none
          stages {
            stage('A') {
              input { message 'Go?'
                id 'Go' }
              steps { echo '> never' }
              post { always { echo '> never' } }
            }
          }
          post { aborted { echo '> aborted' } }
        }
        """)
            .scheduleBuild2(0)
            .waitForStart();
    waiting(run, "Go").doAbort();
    jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
    assertSaid(run, "aborted");
  }
}
