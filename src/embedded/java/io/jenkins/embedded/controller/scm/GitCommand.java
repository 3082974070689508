package io.jenkins.embedded.controller.scm;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the {@code git} of this machine in one directory; it never asks anybody anything. */
final class GitCommand {
  private final Launcher launcher;
  private final FilePath directory;
  private final EnvVars environment;
  private final TaskListener log;

  GitCommand(Launcher launcher, FilePath directory, EnvVars environment, TaskListener log) {
    this.launcher = launcher;
    this.directory = directory;
    this.log = log;
    this.environment = new EnvVars(environment);
    // Helpers such as ext:: run any command; what asks for a password would wait for ever.
    this.environment.putAll(
        Map.of(
            "GIT_TERMINAL_PROMPT", "0",
            "GIT_ALLOW_PROTOCOL", "file:git:http:https:ssh",
            "GIT_SSH_COMMAND", "ssh -o BatchMode=yes"));
  }

  FilePath directory() {
    return directory;
  }

  GitCommand in(FilePath other) {
    return new GitCommand(launcher, other, environment, log);
  }

  GitCommand with(Map<String, String> variables) {
    EnvVars more = new EnvVars(environment);
    more.putAll(variables);
    return new GitCommand(launcher, directory, more, log);
  }

  void say(String line) {
    log.getLogger().println(line);
  }

  /**
   * Shows the command in the log and runs it.
   *
   * @throws AbortException with what git said, where it fails
   */
  String run(String... arguments) throws IOException, InterruptedException {
    say(" > git " + Revision.withoutUser(String.join(" ", arguments)));
    Outcome outcome = outcome(arguments);
    if (outcome.code != 0) {
      throw new AbortException(
          "git " + arguments[0] + " failed in " + directory.getRemote() + ": " + outcome.text);
    }
    return outcome.text;
  }

  /** The first line of what it prints, or null where it fails; not shown in the log. */
  String ask(String... arguments) throws IOException, InterruptedException {
    Outcome outcome = outcome(arguments);
    return outcome.code == 0 ? outcome.text.lines().findFirst().orElse("") : null;
  }

  /** All that it prints, or nothing where it fails. */
  List<String> lines(String... arguments) throws IOException, InterruptedException {
    Outcome outcome = outcome(arguments);
    return outcome.code == 0 ? outcome.text.lines().toList() : List.of();
  }

  private Outcome outcome(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code;
    try {
      code =
          launcher
              .launch()
              .cmds(command)
              .envs(environment)
              .pwd(directory)
              .stdout(out)
              .quiet(true)
              .join();
    } catch (IOException e) {
      throw new AbortException("git cannot be started; is it installed? " + e.getMessage());
    }
    return new Outcome(code, out.toString(StandardCharsets.UTF_8).strip());
  }

  private record Outcome(int code, String text) {}
}
