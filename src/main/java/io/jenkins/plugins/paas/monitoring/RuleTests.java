package io.jenkins.plugins.paas.monitoring;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.paas.step.AgentCommand;
import io.jenkins.plugins.paas.step.StepLog;
import io.jenkins.plugins.paas.step.WorkspaceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Unit tests of rules, run by {@code promtool test rules} on the agent whether or not the
 * controller is up. Saved with the build.
 */
final class RuleTests implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String PROGRAM = "promtool";
  private static final int MOST_FILES = 50;
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_LINES = 40;
  private static final int NOT_FOUND = 127;

  /** Into a file of the private directory: the failure says it, wherever the controller was. */
  private static final String INTO_FILE = "exec \"$@\" >\"$0\" 2>&1";

  private final ArrayList<String> files;
  private AgentCommand command;
  private boolean passed;

  RuleTests(List<String> files) {
    this.files = new ArrayList<>(files);
  }

  /**
   * @throws IllegalArgumentException with the offending path and the rule
   */
  static void requirePaths(List<String> files) {
    if (files.size() > MOST_FILES) {
      throw new IllegalArgumentException("ruleTests are " + files.size() + ", over " + MOST_FILES);
    }
    for (String file : files) {
      if (file.isBlank() || file.startsWith("-") || !WorkspaceText.isInside(file)) {
        throw new IllegalArgumentException(
            "ruleTests: '"
                + file
                + "' must be a path within the workspace, such as alerts_test.yaml");
      }
    }
  }

  void start(StepContext context, StepLog log) throws IOException, InterruptedException {
    FilePath workspace = context.get(FilePath.class);
    if (workspace == null) {
      throw new AbortException(
          "'ruleTests: " + files + "' are files of the workspace: run paasMonitor inside node { }");
    }
    for (String file : files) {
      if (!workspace.child(file).exists() || workspace.child(file).isDirectory()) {
        throw new AbortException("The file of ruleTests '" + file + "' is not in the workspace.");
      }
    }
    AgentCommand prepared = AgentCommand.prepare(context);
    boolean started = false;
    try {
      AgentCommand.Answer version =
          prepared.run(context, List.of(PROGRAM, "--version"), Map.of(), null);
      if (version.status() == NOT_FOUND) {
        throw new AbortException(
            version.output()
                + ", and ruleTests are run by it: install it on the agent (it comes with"
                + " Prometheus, on Debian in the package prometheus), use a label of agents that"
                + " have it, or leave ruleTests out. Nothing was registered.");
      }
      log.info("testing the rules with " + version.output().lines().findFirst().orElse(PROGRAM));
      List<String> words =
          new ArrayList<>(List.of("/bin/sh", "-c", INTO_FILE, output(prepared, context)));
      words.addAll(List.of(PROGRAM, "test", "rules"));
      words.addAll(files);
      prepared.start(context, List.of(words), Map.of());
      started = true;
      command = prepared;
    } finally {
      if (!started) {
        prepared.stop(context);
      }
    }
  }

  private static String output(AgentCommand command, StepContext context)
      throws IOException, InterruptedException {
    return command.directory(context).child("output").getRemote();
  }

  /**
   * Looks once.
   *
   * @return whether all tests have passed; false while they run
   * @throws AbortException when one fails, with what promtool said
   */
  boolean passed(StepContext context, StepLog log) throws IOException, InterruptedException {
    if (passed) {
      return true;
    }
    Optional<Integer> status = command.poll(context, log::clean);
    if (status.isEmpty()) {
      return false;
    }
    String said = status.get() == 0 ? "" : log.clean(said(context));
    command.stop(context);
    if (status.get() != 0) {
      throw new AbortException(
          "The unit tests of the rules failed, so nothing was registered: promtool test rules "
              + String.join(" ", files)
              + " ended with status "
              + status.get()
              + (said.isBlank() ? " and said nothing" : ":\n" + said));
    }
    log.info("the unit tests of the rules passed: " + String.join(", ", files));
    passed = true;
    return true;
  }

  private String said(StepContext context) throws IOException, InterruptedException {
    FilePath output = command.directory(context).child("output");
    if (!output.exists()) {
      return "";
    }
    byte[] bytes;
    try (InputStream in = output.read()) {
      bytes = in.readNBytes(MOST_BYTES);
    }
    List<String> lines =
        new String(bytes, StandardCharsets.UTF_8).lines().filter(l -> !l.isBlank()).toList();
    return lines.stream().limit(MOST_LINES).collect(Collectors.joining("\n"))
        + (lines.size() > MOST_LINES
            ? "\n(" + (lines.size() - MOST_LINES) + " more lines are left out)"
            : "");
  }

  /** Ends promtool if it runs; whether all is gone. */
  boolean stop(StepContext context) throws IOException, InterruptedException {
    return command == null || passed || command.stop(context);
  }
}
