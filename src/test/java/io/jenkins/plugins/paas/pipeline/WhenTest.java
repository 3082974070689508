package io.jenkins.plugins.paas.pipeline;

import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Test;

/** {@code when} of Declarative, the same on both controllers. */
public class WhenTest extends PipelineCase {
  /** Runs a stage for each condition and compares which of them ran. */
  private WorkflowRun assertHolds(String before, String environment, Map<String, Boolean> expected)
      throws Exception {
    StringBuilder stages = new StringBuilder();
    List<String> hold = new ArrayList<>();
    int n = 0;
    for (Map.Entry<String, Boolean> condition : expected.entrySet()) {
      String name = "s" + n++;
      stages.append(
          "stage('%s') { when { %s }\n steps { echo '> %s' } }\n"
              .formatted(name, condition.getKey(), name));
      if (condition.getValue()) {
        hold.add(name);
      }
    }
    WorkflowRun run =
        run(
            Result.SUCCESS,
            before + "\npipeline { agent none\n" + environment + "\nstages {\n" + stages + "} }");
    assertEquals(List.copyOf(expected.keySet()) + "", hold, said(run));
    return run;
  }

  private static Map<String, Boolean> conditions(Object... pairs) {
    Map<String, Boolean> conditions = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      conditions.put((String) pairs[i], (Boolean) pairs[i + 1]);
    }
    return conditions;
  }

  @Test
  public void branchesAndTagsByEachComparator() throws Exception {
    assertHolds(
        "",
        "environment { BRANCH_NAME = 'feature/One'; TAG_NAME = 'v1.2' }",
        conditions(
            "branch 'feature/*'", true,
            "branch 'FEATURE/one'", true,
            "branch '*'", false,
            "branch '**'", true,
            "branch 'feature?One'", false,
            "branch 'f?ature/One'", true,
            "branch '**/One'", true,
            "branch pattern: 'feature/One', comparator: 'EQUALS'", true,
            "branch pattern: 'FEATURE/One', comparator: 'EQUALS'", false,
            "branch pattern: 'feature/.*', comparator: 'REGEXP'", true,
            "branch pattern: 'feature', comparator: 'REGEXP'", false,
            "branch pattern: 'feature/*', comparator: 'GLOB'", true,
            "tag 'v*'", true,
            "tag 'w*'", false,
            "tag pattern: 'v\\\\d[.]\\\\d', comparator: 'REGEXP'", true,
            "tag pattern: 'v1', comparator: 'EQUALS'", false,
            "buildingTag()", true));
  }

  @Test
  public void changeRequestsByTheBuildsOwnVariables() throws Exception {
    assertHolds(
        "env.CHANGE_ID = '7'; env.CHANGE_TARGET = 'main'; env.CHANGE_AUTHOR = 'me'",
        "environment { CHANGE_TITLE = 'not of the build' }",
        conditions(
            "changeRequest()", true,
            "changeRequest target: 'main'", true,
            "changeRequest target: 'm*'", false,
            "changeRequest target: 'm*', comparator: 'GLOB'", true,
            "changeRequest id: '\\\\d', target: 'm.*', comparator: 'REGEXP'", true,
            "changeRequest author: 'you'", false,
            "changeRequest title: 'not of the build'", false));
  }

  @Test
  public void aBuildWithoutSuchDataIsNoneOfThem() throws Exception {
    WorkflowRun run =
        assertHolds(
            "",
            "environment { CHANGE_ID = '7' }",
            conditions(
                "branch 'main'", false,
                "not { branch 'main' }", true,
                "tag '*'", false,
                "tag ''", false,
                "buildingTag()", false,
                "changeRequest()", false,
                "changeset '**/*.js'", false,
                "changeset pattern: '.*[.]js', comparator: 'REGEXP', caseSensitive: true", false,
                "changelog '.*fix.*'", false,
                "not { changelog '.*fix.*' }", true,
                "triggeredBy 'TimerTrigger'", false,
                "triggeredBy cause: 'UserIdCause', detail: 'me'", false,
                "isRestartedRun()", false));
    jenkins.assertLogContains("changelog", run);
  }

  @Test
  public void environmentEqualsAndExpressions() throws Exception {
    assertHolds(
        "",
        "environment { DEPLOY = 'Yes' }",
        conditions(
            "environment name: 'DEPLOY', value: 'Yes'", true,
            "environment name: 'DEPLOY', value: 'yes'", false,
            "environment name: 'DEPLOY', value: 'yes', ignoreCase: true", true,
            "environment name: 'ABSENT', value: ''", true,
            "equals expected: 1, actual: currentBuild.number", true,
            "equals expected: '1', actual: currentBuild.number", false,
            "equals expected: \"${'Y'}es\", actual: DEPLOY", true,
            "expression { return DEPLOY == 'Yes' }", true,
            "expression { null }", false,
            "expression { 'text' }", true));
  }

  @Test
  public void combinationsStopAtTheFirstAnswer() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            pipeline {
              agent none
              environment { A = 'a' }
              stages {
                stage('one') {
                  when {
                    anyOf {
                      environment name: 'A', value: 'x'
                      allOf {
                        environment name: 'A', value: 'a'
                        not { expression { echo '> asked'; false } }
                      }
                      expression { echo '> not asked'; true }
                    }
                    environment name: 'A', value: 'a'
                  }
                  steps { echo '> one' }
                }
                stage('two') {
                  when {
                    environment name: 'A', value: 'b'
                    expression { echo '> not asked'; true }
                  }
                  steps { echo '> two' }
                }
              }
            }
            """);
    assertSaid(run, "asked", "one");
  }

  @Test
  public void conditionsAreAskedWhereTheStageSays() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            pipeline {
              agent none
              stages {
                stage('late') {
                  when { expression { echo "> late ${env.NODE_NAME != null} ${env.W}"; true } }
                  options { withEnv(['W=w']) }
                  agent any
                  environment { OWN = 'own' }
                  steps { echo "> $OWN" }
                }
                stage('agent') {
                  when { beforeAgent true
                    expression { echo "> agent ${env.NODE_NAME != null} ${env.W}"; true } }
                  options { withEnv(['W=w']) }
                  agent any
                  steps { echo '> x' }
                }
                stage('options') {
                  when { beforeOptions true
                    expression { echo "> options ${env.NODE_NAME != null} ${env.W}"; false } }
                  options { withEnv(['W=w']) }
                  agent any
                  steps { echo '> never' }
                }
                stage('own') {
                  when { expression { env.OWN == null } }
                  environment { OWN = 'own' }
                  steps { echo "> $OWN" }
                }
              }
            }
            """);
    assertSaid(run, "late true w", "own", "agent false w", "x", "options false null", "own");
  }

  @Test
  public void whatIsSkippedIsSaidOfEveryStageInside() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            """
            pipeline {
              agent none
              stages {
                stage('group') {
                  when { expression { false } }
                  stages { stage('inner') { steps { echo '> never' } } }
                  post { always { echo '> never' } }
                }
                stage('both') {
                  when { expression { false } }
                  parallel {
                    stage('left') { steps { echo '> never' } }
                    stage('right') { steps { echo '> never' } }
                  }
                  post { always { echo '> never' } }
                }
              }
            }
            """);
    assertSaid(run);
    for (String stage : List.of("group", "both", "left", "right")) {
      jenkins.assertLogContains("Stage \"" + stage + "\" skipped due to when conditional", run);
    }
  }

  @Test
  public void mistakesAreFoundBeforeAnythingRuns() throws Exception {
    for (String wrong :
        List.of(
            "",
            "brunch 'x'",
            "not { branch 'x'; branch 'y' }",
            "not { }",
            "anyOf { }",
            "changelog '('",
            "environment name: 'X'")) {
      String script =
          "pipeline { agent none\n"
              + " stages { stage('a') { when { %s }\n"
              + " steps { echo '> never' } } } }";
      assertSaid(run(Result.FAILURE, script.formatted(wrong)));
    }
  }
}
