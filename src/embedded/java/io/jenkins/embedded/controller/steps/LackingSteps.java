package io.jenkins.embedded.controller.steps;

import java.util.Map;
import java.util.TreeMap;

/**
 * Steps that Jenkinsfiles often have and this controller has not, with what to do instead. A script
 * may name them, as in a branch for Windows; calling one is the error.
 */
public final class LackingSteps {
  private static final String WINDOWS =
      "it runs on Windows agents only, and there are none: use sh";
  private static final String PAGES = "there are no pages that could show anything";
  private static final Map<String, String> REASONS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("bat", WINDOWS),
              Map.entry("powershell", WINDOWS),
              Map.entry("pwsh", "call the program: sh 'pwsh -File …'"),
              Map.entry("build", "there is one job: run the other one with paas run"),
              Map.entry("tool", "tools are those of this machine: have them on the PATH"),
              Map.entry("fingerprint", "no record of files outlives a build"),
              Map.entry("mail", "it sends nothing to anybody"),
              Map.entry("emailext", "it sends nothing to anybody"),
              Map.entry("slackSend", "it sends nothing to anybody"),
              Map.entry("publishHTML", PAGES),
              Map.entry("recordIssues", PAGES),
              Map.entry("step", "it has no build steps of freestyle jobs: use the Pipeline step"),
              Map.entry("wrap", "it has no wrappers of freestyle jobs: use the Pipeline step"),
              Map.entry("lock", "one build at a time needs no lock"),
              Map.entry("milestone", "there is no later build that could pass this one"),
              Map.entry("load", "put the code into a shared library: --library DIR"),
              Map.entry("readTrusted", "use readFile"),
              Map.entry("cleanWs", "use deleteDir below the workspace"),
              Map.entry("timestamps", "use the option timestamps() of a Declarative Pipeline"),
              Map.entry("ansiColor", "the console shows colours as it is"),
              Map.entry("properties", "there is no job whose settings could be changed"),
              Map.entry("zip", "call the program: sh 'zip …'"),
              Map.entry("unzip", "call the program: sh 'unzip …'"),
              Map.entry("httpRequest", "call the program: sh 'curl …'"),
              Map.entry("podTemplate", "agents are this machine: use node { }"),
              Map.entry("container", "agents are this machine: call the program itself")));

  private LackingSteps() {}

  /** Name to reason. */
  public static Map<String, String> reasons() {
    return REASONS;
  }

  /**
   * @throws UnsupportedOperationException where it is such a step
   */
  public static void refuse(String name) {
    String reason = REASONS.get(name);
    if (reason != null) {
      throw new UnsupportedOperationException(
          "The embedded controller lacks the step '" + name + "': " + reason);
    }
  }
}
