package io.jenkins.embedded.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.controller.cps.CpsRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;

/** Shared libraries from directories: {@code --library}, {@code @Library}, {@code library}. */
public class LibraryTest {
  private final TemporaryFolder folder = new TemporaryFolder();
  @Rule public RuleChain rules = RuleChain.outerRule(folder).around(new UnderGroovyCps());
  private Path acme;
  private Path tools;
  private String out;

  @Before
  public void record() {
    CpsRecord.start();
  }

  /** Here, while the libraries' directories are still there. */
  @After
  public void scriptsRunUnderGroovyCps() {
    CpsRecord.run();
  }

  @Before
  public void libraries() throws IOException {
    acme = folder.newFolder("acme").toPath();
    file(
        acme,
        "vars/ship.groovy",
        """
        import groovy.transform.Field
        @Field int count = 0
        def call(Map options = [:], Closure body = null) {
          count++
          echo "ship ${options.to ?: 'nowhere'} number $count"
          if (body) { body.resolveStrategy = Closure.DELEGATE_FIRST; body.delegate = options; body() }
          return "shipped $count"
        }
        def status(String text) { "status $text of $count" }
        """);
    file(acme, "vars/ship.txt", "Ships something.");
    file(acme, "resources/com/acme/ship.json", "{\"to\": \"staging\"}");
    file(acme, "secret.txt", "not a resource");
    file(
        acme,
        "src/com/acme/Shop.groovy",
        """
        package com.acme
        class Shop implements Serializable {
          static final String KIND = 'shop'
          static String greet(String who) { "hello $who" }
          private final def steps
          final String name
          Shop(steps, String name) { this.steps = steps; this.name = name }
          def open() { steps.echo "open $name"; new Shelf(of: name).title() }
        }
        class Shelf implements Serializable { String of; String title() { "shelf of $of" } }
        """);
    tools = folder.newFolder("tools").toPath();
    file(
        tools,
        "vars/hammer.groovy",
        "def call(String what) { echo \"hammers $what\"; ship to: what }");
  }

  private static void file(Path directory, String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private int paas(String command, String script, String... libraries) throws IOException {
    Path workspace = folder.newFolder().toPath();
    Path file = Files.writeString(workspace.resolve("Jenkinsfile"), script);
    List<String> all = new ArrayList<>(List.of(command));
    if (command.equals("run")) {
      all.addAll(List.of("--workspace", workspace.toString()));
    }
    for (String library : libraries) {
      all.addAll(List.of("--library", library));
    }
    all.add(file.toString());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int code = PaasCommand.execute(all, print, print);
    out = bytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  private void assertOutput(String... texts) {
    for (String text : texts) {
      assertTrue("'" + text + "' is missing in:\n" + out, out.contains(text));
    }
  }

  @Test
  public void variablesClassesAndResourcesAreThere() throws Exception {
    int code =
        paas(
            "run",
            """
            @Library('acme@1.2') _
            import com.acme.Shop
            ship to: 'staging'
            echo ship(to: 'production') { echo "inside $to" }
            echo ship.status('now')
            echo new Shop(this, 'corner').open()
            echo Shop.greet('you')
            echo "to ${libraryResource('com/acme/ship.json')}"
            try { libraryResource '../secret.txt' } catch (e) { echo e.message }
            """,
            "acme=" + acme);
    assertEquals(out, 0, code);
    assertOutput(
        "Loading library acme@1.2 from " + acme,
        "ship staging number 1",
        "ship production number 2",
        "inside production",
        "shipped 2",
        "status now of 2",
        "open corner",
        "shelf of corner",
        "hello you",
        "to {\"to\": \"staging\"}",
        "No such library resource ../secret.txt could be found.");
  }

  @Test
  public void declarativeNamesItsLibraries() throws Exception {
    String script =
        """
        pipeline {
          agent any
          libraries { lib('acme@1.2') }
          stages { stage('Ship') { steps { ship to: 'staging' } } }
        }
        """;
    assertEquals(out, 0, paas("run", script, "acme=" + acme));
    assertOutput("[Pipeline] library", "ship staging number 1");
    assertEquals(out, 1, paas("run", script.replace("acme", "acne"), "acme=" + acme));
    assertOutput("No library named 'acne' is known");
  }

  @Test
  public void theAnnotationMayStandAtAnImportAndNameSeveral() throws Exception {
    String script =
        """
        @Library(['acme', 'tools@main']) import com.acme.Shop
        node { hammer(Shop.KIND) }
        """;
    assertEquals(out, 0, paas("run", script, "acme=" + acme, "tools=" + tools));
    assertOutput("hammers shop", "ship shop number 1");
    assertEquals(out, 0, paas("validate", script, "acme=" + acme, "tools=" + tools));
  }

  @Test
  public void theStepLoadsAtRunTimeAndGivesTheClasses() throws Exception {
    int code =
        paas(
            "run",
            """
            try { ship() } catch (NoSuchMethodError e) { echo 'not there yet' }
            def lib = library identifier: 'acme@main', changelog: false
            ship to: 'late'
            def shop = lib.com.acme.Shop.new(this, 'dynamic')
            echo shop.open()
            echo lib.com.acme.Shop.greet('there') + lib.com.acme.Shop.KIND
            try { lib.com.acme.Shop.forName('java.lang.Runtime') } catch (NoSuchMethodError e) { echo e.message }
            """,
            "acme=" + acme);
    assertEquals(out, 0, code);
    assertOutput(
        "not there yet",
        "ship late number 1",
        "shelf of dynamic",
        "hello thereshop",
        "com.acme.Shop has no public static method 'forName'");
  }

  @Test
  public void aDirectoryWithoutANameIsAlwaysThereAndAnswersToAnyName() throws Exception {
    assertEquals(out, 0, paas("run", "ship to: 'x'", acme.toString()));
    assertOutput("ship x number 1");
    assertEquals(out, 0, paas("run", "@Library('whatever') _\nship to: 'y'", acme.toString()));
    assertOutput("Loading library whatever from " + acme, "ship y number 1");
  }

  @Test
  public void anUnknownNameIsAMistakeThatListsTheKnownOnes() throws Exception {
    assertEquals(
        2, paas("run", "echo 'a'\n@Library('acne@1') _", "acme=" + acme, "tools=" + tools));
    assertOutput(
        "No library named 'acne' is known; known are acme, tools. Did you mean 'acme'?"
            + " Give its directory: --library acne=DIR (Jenkinsfile:2)");
    assertEquals(1, paas("run", "library 'other'"));
    assertOutput("ERROR: No library named 'other' is known. Give its directory");
    assertEquals(2, paas("run", "echo 'a'", "x=" + folder.newFolder("empty")));
    assertOutput("is no shared library");
    assertEquals(2, paas("run", "echo 'a'", acme.toString(), tools.toString()));
    assertOutput("only one --library may be without a name");
  }
}
