package io.jenkins.plugins.paas.pipeline;

import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * What Jenkinsfiles of the suite expect of any controller. Runs on the embedded one and on a
 * genuine Jenkins; a difference between the two shows here.
 */
public class ControllerContractTest {
  @Rule public JenkinsRule jenkins = new JenkinsRule();

  private WorkflowRun run(Result expected, String script) throws Exception {
    WorkflowJob job = jenkins.createProject(WorkflowJob.class);
    job.setDefinition(new CpsFlowDefinition(script, true));
    return jenkins.buildAndAssertStatus(expected, job);
  }

  private void assertInOrder(WorkflowRun run, String... texts) throws Exception {
    String log = JenkinsRule.getLog(run);
    int at = 0;
    for (String text : texts) {
      int found = log.indexOf(text, at);
      assertTrue("'" + text + "' is missing after character " + at + " of:\n" + log, found >= 0);
      at = found + text.length();
    }
  }

  @Test
  public void scriptedStepsRunInOrder() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            def words = ['a', 'b'].collect { it + '!' }
            echo "first ${words.join(',')}"
            node {
              writeFile file: 'x/y.txt', text: 'content'
              echo 'read ' + readFile('x/y.txt')
              echo "exists ${fileExists('x/y.txt')} ${fileExists 'nope'}"
              dir('x') { sh 'cat y.txt; echo; echo "in $PWD"' }
              def out = sh(script: 'echo captured', returnStdout: true).trim()
              def code = sh(script: 'exit 3', returnStatus: true)
              echo "$out $code ${isUnix()}"
              withEnv(['WHO=me']) { sh 'echo env $WHO'; echo env.WHO + WHO }
              archiveArtifacts artifacts: 'x/*.txt'
              deleteDir()
            }
            """);
    assertInOrder(
        run,
        "first a!,b!",
        "read content",
        "exists true false",
        "content",
        "captured 3 true",
        "env me",
        "meme");
    assertTrue(new java.io.File(run.getRootDir(), "archive/x/y.txt").isFile());
  }

  @Test
  public void theLanguageWorksInTheSandbox() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            class Counter implements Serializable { int n; void inc() { n++ } }
            def counter = new Counter(n: 1)
            counter.inc()
            def text = 'abc'
            echo "class ${counter.n} ${text[0..1]} ${(text =~ /b/).find()} ${text ==~ /a.c/}"
            [a: 1, b: [c: 2]].each { k, v -> echo "$k=$v" }
            try { throw new Exception('r') } catch (e) { echo e.message } finally { echo 'fin' }
            echo "${[3, 1, 2].sort().join(',')} ${[1, 2, 3].findAll { it > 1 }.sum()}"
            def size = new groovy.json.JsonSlurper().parseText('{"k": [1, 2]}').k.size()
            echo "json ${size} ${groovy.json.JsonOutput.toJson([a: 1])}"
            def times = { a, b -> a * b }
            env.FOO = 'bar'
            echo "${times(3, 2)} $FOO ${-times(1, 2)} ${5 <=> 3} ${null ?: 'dflt'}"
            """);
    assertInOrder(
        run,
        "class 2 ab true true",
        "a=1",
        "b=[c:2]",
        "fin",
        "1,2,3 5",
        "json 2 {\"a\":1}",
        "6 bar -2 1 dflt");
  }

  @Test
  public void failuresAreCaughtRetriedAndTimed() throws Exception {
    WorkflowRun run =
        run(
            Result.UNSTABLE,
            """
            int n = 0
            retry(3) { n++; if (n < 3) { error "attempt $n" } }
            echo "after $n"
            try { error 'mine' } catch (e) { echo "caught ${e.message}" }
            try {
              timeout(time: 50, unit: 'MILLISECONDS') { sleep 60 }
            } catch (org.jenkinsci.plugins.workflow.steps.FlowInterruptedException e) {
              echo 'timed out'
            }
            catchError(buildResult: 'UNSTABLE', message: 'soft') { error 'inner' }
            warnError('warned') { error 'again' }
            unstable 'not so good'
            echo currentBuild.result
            """);
    assertInOrder(
        run,
        "attempt 1",
        "attempt 2",
        "after 3",
        "caught mine",
        "timed out",
        "inner",
        "warned",
        "again",
        "not so good",
        "UNSTABLE");
  }

  @Test
  public void parallelGivesValuesAndFailsFast() throws Exception {
    WorkflowRun run =
        run(
            Result.FAILURE,
            """
            def values = parallel(a: { echo 'in a'; 1 }, b: { sleep 1; 2 })
            echo "sum ${values.a + values.b}"
            parallel slow: { sleep 300; echo 'never' }, bad: { error 'broken' }, failFast: true
            """);
    assertInOrder(run, "in a", "sum 3", "Failed in branch bad");
    jenkins.assertLogContains("broken", run);
    jenkins.assertLogNotContains("never", run);
  }

  @Test
  public void declarativeRunsStagesConditionsAndPost() throws Exception {
    WorkflowRun run =
        run(
            Result.FAILURE,
            """
            pipeline {
              agent any
              parameters { string(name: 'WHO', defaultValue: 'you') }
              options { timeout(time: 5, unit: 'MINUTES') }
              environment {
                FIRST = 'one'
                SECOND = "${FIRST}-two"
              }
              stages {
                stage('Build') {
                  environment { FIRST = 'inner' }
                  steps {
                    sh 'echo "$FIRST $SECOND"'
                    echo "hello ${params.WHO} in ${env.STAGE_NAME}"
                    script {
                      for (int i = 0; i < 2; i++) { echo "loop $i" }
                    }
                  }
                  post {
                    success { echo 'build went well' }
                    failure { echo 'build went badly' }
                  }
                }
                stage('Skipped') {
                  when { expression { params.WHO == 'nobody' } }
                  steps { echo 'must not run' }
                }
                stage('Chosen') {
                  when {
                    allOf {
                      not { branch 'main' }
                      environment name: 'FIRST', value: 'one'
                      anyOf {
                        expression { false }
                        equals expected: 'you', actual: params.WHO
                      }
                    }
                  }
                  steps { echo 'chosen' }
                }
                stage('Both') {
                  parallel {
                    stage('Left') { steps { echo 'left' } }
                    stage('Right') {
                      stages {
                        stage('Inner') { steps { error 'right broke' } }
                      }
                    }
                  }
                }
                stage('Late') { steps { echo 'too late' } }
              }
              post {
                always { echo "always ${currentBuild.currentResult}" }
                unstable { echo 'unstable?' }
                failure { echo 'at the end: failure' }
                cleanup { echo 'cleanup' }
              }
            }
            """);
    assertInOrder(
        run,
        "inner one-two",
        "hello you in Build",
        "loop 1",
        "build went well",
        "\"Skipped\" skipped due to when conditional",
        "chosen",
        "\"Late\" skipped due to earlier failure(s)",
        "always FAILURE",
        "at the end: failure",
        "cleanup");
    jenkins.assertLogContains("right broke", run);
    for (String absent : List.of("must not run", "too late", "build went badly", "unstable?")) {
      jenkins.assertLogNotContains(absent, run);
    }
  }

  @Test
  public void abortStopsStepsAndRunsPost() throws Exception {
    WorkflowJob job = jenkins.createProject(WorkflowJob.class);
    job.setDefinition(
        new CpsFlowDefinition(
            """
            pipeline {
              agent any
              stages {
                stage('Wait') { steps { sh 'echo sta""rted; sleep 300' } }
              }
              post {
                aborted { echo 'was aborted' }
                always { sh 'echo tidy' }
              }
            }
            """,
            true));
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    jenkins.waitForMessage("started", run);
    run.doStop();
    jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
    assertInOrder(run, "tidy", "was aborted");
  }

  @Test
  public void buildsAtOnceHaveTheirOwnLogs() throws Exception {
    WorkflowJob one = jenkins.createProject(WorkflowJob.class);
    one.setDefinition(new CpsFlowDefinition("echo 'one'; sleep 1; echo 'one done'", true));
    WorkflowJob two = jenkins.createProject(WorkflowJob.class);
    two.setDefinition(new CpsFlowDefinition("echo 'two'; sleep 1; echo 'two done'", true));
    var first = one.scheduleBuild2(0);
    var second = two.scheduleBuild2(0);
    WorkflowRun a = jenkins.assertBuildStatus(Result.SUCCESS, first.get());
    WorkflowRun b = jenkins.assertBuildStatus(Result.SUCCESS, second.get());
    jenkins.assertLogContains("one done", a);
    jenkins.assertLogNotContains("two", a);
    jenkins.assertLogContains("two done", b);
  }

  @Test
  public void unknownStepsAndForbiddenMembersFail() throws Exception {
    WorkflowRun step = run(Result.FAILURE, "ehco 'x'");
    jenkins.assertLogContains("No such DSL method 'ehco'", step);
    WorkflowRun member = run(Result.FAILURE, "echo 'rm -rf /'.execute().text");
    jenkins.assertLogContains("Scripts not permitted to use", member);
    WorkflowRun node = run(Result.FAILURE, "sh 'true'");
    jenkins.assertLogContains("hudson.FilePath", node);
  }
}
