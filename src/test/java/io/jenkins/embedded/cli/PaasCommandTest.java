package io.jenkins.embedded.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;

/** The command line as its users see it: exit codes, messages, files. */
public class PaasCommandTest {
  private final TemporaryFolder folder = new TemporaryFolder();
  @Rule public RuleChain rules = RuleChain.outerRule(folder).around(new UnderGroovyCps());

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path workspace;

  @Before
  public void workspace() throws IOException {
    workspace = folder.newFolder("ws").toPath();
  }

  private int paas(String... arguments) {
    out.reset();
    err.reset();
    return PaasCommand.execute(
        List.of(arguments),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private int run(String script, String... more) throws IOException {
    Path file = Files.writeString(workspace.resolve("Jenkinsfile"), script);
    List<String> all = new ArrayList<>(List.of("run", "--workspace", workspace.toString()));
    all.addAll(List.of(more));
    all.add(file.toString());
    return paas(all.toArray(new String[0]));
  }

  private void assertMistake(String message, String script) throws IOException {
    assertEquals(2, run(script));
    assertEquals("paas run: " + message, err.toString(StandardCharsets.UTF_8).trim());
    assertFalse("nothing is started", Files.exists(workspace.resolve(".paas/builds")));
  }

  @Test
  public void successUnstableAndFailureHaveTheirExitCodes() throws Exception {
    assertEquals(0, run("echo 'hello'"));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("hello"));
    assertEquals(
        out.toString(StandardCharsets.UTF_8).lines().skip(1).toList(),
        Files.readAllLines(workspace.resolve(".paas/builds/1/log")));
    assertEquals(0, run("unstable 'meh'"));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("Finished: UNSTABLE"));
    assertEquals(1, run("echo 'a'\n\nerror 'broken'"));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("ERROR: broken (Jenkinsfile:3)"));
    assertTrue(Files.exists(workspace.resolve(".paas/builds/3/log")));
  }

  @Test
  public void sweepSaysWhatItLacksAndWhatItCannotReach() throws Exception {
    assertEquals(2, paas("sweep", "--workspace", workspace.toString()));
    assertEquals(
        "paas sweep: there are no platforms: give --config FILE, or write .paas/platforms.yaml",
        err.toString(StandardCharsets.UTF_8).trim());
    Path settings =
        Files.writeString(
            workspace.resolve("platforms.yaml"),
            "unclassified:\n  paas:\n    platforms:\n      - name: a\n");
    assertEquals(
        0, paas("sweep", "--workspace", workspace.toString(), "--config", settings.toString()));
    Files.writeString(
        settings,
        "unclassified:\n  paas:\n    platforms:\n      - name: a\n"
            + "        cluster:\n          url: http://127.0.0.1:1\n");
    assertEquals(
        1, paas("sweep", "--workspace", workspace.toString(), "--config", settings.toString()));
    String text = out.toString(StandardCharsets.UTF_8);
    assertTrue(text, text.contains("ERROR: platform a: http://127.0.0.1:1"));
    assertTrue(text, text.contains("FATAL: not swept: platform a"));
  }

  @Test
  public void mistakesAreFoundBeforeAnythingRuns() throws Exception {
    assertMistake(
        "No such DSL method 'ehco'; did you mean 'echo'? (Jenkinsfile:2)", "echo 'a'\nehco 'b'");
    assertMistake(
        "Step 'sh' has no argument 'scirpt'; did you mean 'script'?"
            + " Valid arguments: script, encoding, label, returnStatus, returnStdout"
            + " (Jenkinsfile:1)",
        "node { sh scirpt: 'x' }");
    assertMistake("Step 'dir' needs a body: dir(…) { … } (Jenkinsfile:1)", "dir path: 'x'");
    assertMistake(
        "Unknown section 'stagse' in pipeline; did you mean 'stages'? Valid: agent, environment,"
            + " libraries, options, parameters, triggers, stages, post (Jenkinsfile:3)",
        "pipeline {\n  agent any\n  stagse { }\n}");
    assertMistake(
        "pipeline needs the section 'agent' (Jenkinsfile:1)",
        "pipeline { stages { stage('a') { steps { echo 'x' } } } }");
    assertMistake(
        "'post' must begin on a line of its own, or after ';' (Jenkinsfile:1)",
        "pipeline { agent any; stages { stage('a') { steps { echo 'x' } } } post { } }");
    assertMistake(
        "Expected a step here; Groovy code goes into script { … } (Jenkinsfile:4)",
        "pipeline {\n agent any\n stages { stage('a') { steps {\n def x = 1\n } } }\n}");
    assertMistake("unexpected end of the file (Jenkinsfile:2)", "node {\n");
  }

  @Test
  public void missingFilesAreNamedWithTheNearest() throws Exception {
    Files.writeString(workspace.resolve("Jenkinsfile"), "echo 'x'");
    assertEquals(2, paas("run", workspace.resolve("Jenkinsfle").toString()));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("did you mean 'Jenkinsfile'?"));
    assertEquals(2, run("echo 'x'", "--config", workspace.resolve("nope.yaml").toString()));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("nope.yaml does not exist"));
    assertEquals(2, paas("rnu"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("Did you mean 'run'?"));
  }

  @Test
  public void parametersThatDoNotExistAreMistakes() throws Exception {
    String script =
        "pipeline {\n agent any\n parameters { string(name: 'WHO', defaultValue: 'you') }\n"
            + " stages { stage('a') { steps { echo 'x' } } }\n}";
    assertEquals(2, run(script, "--param", "WOH=me"));
    assertEquals(
        "paas run: the Jenkinsfile has no parameter 'WOH'. Did you mean 'WHO'?"
            + " Its parameters: WHO",
        err.toString(StandardCharsets.UTF_8).trim());
    assertFalse("nothing is started", Files.exists(workspace.resolve(".paas/builds")));
    assertEquals(0, run("echo params.ANY", "--param", "ANY=x"));
    assertEquals(2, run(script.replace("defaultValue", "defaltValue")));
    assertEquals(
        "paas run: Parameter string has no argument 'defaltValue'; did you mean 'defaultValue'?"
            + " Valid arguments: name, defaultValue, description, trim (Jenkinsfile:3)",
        err.toString(StandardCharsets.UTF_8).trim());
    assertEquals(2, run(script.replace("name: 'WHO', ", "")));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("string needs the argument 'name'"));
  }

  @Test
  public void postLooksAtTheBuildBeforeInTheWorkspace() throws Exception {
    String script =
        "pipeline {\n agent any\n stages { stage('a') { steps { %s } } }\n post {\n"
            + "  fixed { echo 'is fixed' }\n  regression { echo 'got worse' }\n }\n}";
    assertEquals(0, run(script.formatted("echo 'x'")));
    assertFalse(out.toString(StandardCharsets.UTF_8).contains("got worse"));
    assertEquals(1, run(script.formatted("error 'x'")));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("got worse"));
    assertEquals(0, run(script.formatted("echo 'x'")));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("is fixed"));
  }

  @Test
  public void branchesAndTagsComeFromTheEnvironment() {
    assertEquals(
        Map.of("BRANCH_NAME", "main", "CHANGE_ID", "7", "TAG_NAME", "v1"),
        SourceVariables.in(
            Map.of("BRANCH_NAME", "main", "CHANGE_ID", "7", "TAG_NAME", "v1", "PATH", "/bin")));
  }

  @Test
  public void helpOfAStepTellsDefaults() {
    assertEquals(0, paas("steps", "paasBuildImage"));
    String help = out.toString(StandardCharsets.UTF_8);
    assertTrue(help, help.contains("dockerfile : String = 'Dockerfile'"));
    assertTrue(help, help.contains("timeoutMinutes : int = 60"));
    assertTrue(help, help.contains("push : boolean = true"));
  }

  @Test
  public void parametersAndJson() throws Exception {
    Path json = workspace.resolve("out.json");
    assertEquals(
        0,
        run(
            "pipeline { agent none\n parameters { booleanParam(name: 'LOUD', defaultValue: false)\n"
                + " string(name: 'WHO', defaultValue: 'you') }\n stages { stage('a') { steps {\n"
                + " echo \"loud ${params.LOUD == true} who ${WHO}\" } } } }",
            "--param",
            "LOUD=true",
            "--json",
            json.toString()));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("loud true who you"));
    assertTrue(Files.readString(json).contains("\"result\": \"SUCCESS\""));
  }

  @Test
  public void credentialsAreMasked() throws Exception {
    Path config =
        Files.writeString(
            workspace.resolve("config.yaml"),
            """
            credentials:
              system:
                domainCredentials:
                  - credentials:
                      - string: {id: token, secret: very-secret-text}
                      - usernamePassword: {id: login, username: bob, password: hunter-two}
            """);
    int code =
        run(
            """
            pipeline {
              agent any
              environment {
                LOGIN = credentials('login')
                LINK = "http://${LOGIN_USR}@host"
              }
              stages {
                stage('a') {
                  steps {
                    sh 'echo $LOGIN $LOGIN_PSW $LINK'
                    withCredentials([string(credentialsId: 'token', variable: 'T')]) {
                      sh 'echo "<$T>" | tee seen'
                    }
                  }
                }
              }
            }
            """,
            "--config",
            config.toString());
    String log = out.toString(StandardCharsets.UTF_8);
    assertEquals(log, 0, code);
    assertTrue(log, log.contains("**** **** http://bob@host"));
    assertTrue(log, log.contains("<****>"));
    assertFalse(log, log.contains("hunter-two"));
    assertFalse(log, log.contains("very-secret-text"));
    assertEquals("<very-secret-text>", Files.readString(workspace.resolve("seen")).trim());
    assertEquals(
        1,
        run(
            "withCredentials([string(credentialsId: 'tokn', variable: 'T')]) { echo 'x' }",
            "--config",
            config.toString()));
    assertTrue(
        out.toString(StandardCharsets.UTF_8)
            .contains("'tokn' of kind StringCredentials. Did you mean 'token'?"));
  }

  @Test
  public void librariesGiveStepsAndClasses() throws Exception {
    Path library = folder.newFolder("lib").toPath();
    Files.createDirectories(library.resolve("vars"));
    Files.createDirectories(library.resolve("src/org/shop"));
    Files.writeString(
        library.resolve("vars/greet.groovy"),
        "def call(Map m) { echo \"hello ${m.who} ${new org.shop.Name().text()}\" }\n"
            + "def twice(who) { call(who: who); call(who: who) }");
    Files.writeString(
        library.resolve("src/org/shop/Name.groovy"),
        "package org.shop\nclass Name implements Serializable { String text() { 'from src' } }");
    int code = run("greet who: 'you'\ngreet.twice 'two'", "--library", library.toString());
    String log = out.toString(StandardCharsets.UTF_8);
    assertEquals(log, 0, code);
    assertTrue(log, log.contains("hello you from src"));
    assertTrue(log, log.contains("hello two from src"));
  }

  @Test
  public void stepsAreListedAndExplained() {
    assertEquals(0, paas("steps"));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("withPaas"));
    assertEquals(0, paas("steps", "sh"));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("script* : String"));
    assertEquals(2, paas("steps", "withPass"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("Did you mean 'withPaas'?"));
  }

  @Test
  public void validateRunsNothing() throws Exception {
    Path file = Files.writeString(workspace.resolve("Jenkinsfile"), "node { sh 'touch ran' }");
    assertEquals(0, paas("validate", file.toString()));
    assertFalse(Files.exists(workspace.resolve("ran")));
  }
}
