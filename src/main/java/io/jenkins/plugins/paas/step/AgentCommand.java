package io.jenkins.plugins.paas.step;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Proc;
import hudson.model.TaskListener;
import io.jenkins.plugins.paas.core.text.ShellWords;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.durabletask.BourneShellScript;
import org.jenkinsci.plugins.durabletask.Controller;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * A long command on an agent, under durable-task's {@link Controller}: it goes on while the
 * controller restarts, and is found again. Saved with the build: the workspace's path, the private
 * directory's path and the Controller. All methods do I/O; to be called by one thread at a time.
 */
public final class AgentCommand implements Serializable {

  private static final long serialVersionUID = 1L;

  /** A short command that takes longer hangs: it talks to something that does not answer. */
  private static final Duration SHORT = Duration.ofSeconds(60);

  private static final Logger LOGGER = Logger.getLogger(AgentCommand.class.getName());

  private final String workspace;
  private final String directory;
  private Controller controller;
  private transient CleanLines lines;

  private AgentCommand(String workspace, String directory) {
    this.workspace = workspace;
    this.directory = directory;
  }

  /** What a short command answered. */
  public record Answer(int status, String output) {}

  /**
   * Makes the private directory (mode 0700, beside the workspace), for logins and results.
   *
   * @throws AbortException on an agent without a POSIX shell
   */
  public static AgentCommand prepare(StepContext context) throws IOException, InterruptedException {
    if (!context.get(Launcher.class).isUnix()) {
      throw new AbortException(
          "This step needs a POSIX shell on the agent, and this agent runs Windows: use a label"
              + " of Linux agents.");
    }
    FilePath workspace = context.get(FilePath.class);
    FilePath directory =
        workspace.sibling(workspace.getName() + "@tmp").child("paas-" + UUID.randomUUID());
    directory.mkdirs();
    directory.chmod(0700);
    return new AgentCommand(workspace.getRemote(), directory.getRemote());
  }

  /** The private directory on the agent. */
  public FilePath directory(StepContext context) throws IOException, InterruptedException {
    return workspace(context).child(directory);
  }

  /**
   * Runs a short command to its end, such as a login: an argument list, secrets by standard input.
   * Output and errors are captured, not logged.
   *
   * @param input {@code null} for none
   */
  public Answer run(
      StepContext context, List<String> command, Map<String, String> environment, String input)
      throws IOException, InterruptedException {
    return run(context, workspace(context), command, environment, input);
  }

  /** The same without a private directory, for questions such as a program's version. */
  public static Answer ask(
      StepContext context, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    return run(context, context.get(FilePath.class), command, environment, null);
  }

  /**
   * Through a shell, which looks for the program in the step's PATH, as the long command's does;
   * without one it would be that of the agent's own process. The words stay a list.
   */
  private static List<String> byPath(List<String> command) {
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\"", "sh"));
    words.addAll(command);
    return words;
  }

  private static Answer run(
      StepContext context,
      FilePath workspace,
      List<String> command,
      Map<String, String> environment,
      String input)
      throws IOException, InterruptedException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    byte[] bytes = (input == null ? "" : input).getBytes(StandardCharsets.UTF_8);
    EnvVars variables = new EnvVars(context.get(EnvVars.class));
    variables.putAll(environment);
    Proc process =
        context
            .get(Launcher.class)
            .launch()
            .cmds(byPath(command))
            .envs(variables)
            .pwd(workspace)
            .stdin(new ByteArrayInputStream(bytes))
            .stdout(output)
            .quiet(true)
            .start();
    int status =
        process.joinWithTimeout(
            SHORT.toSeconds(), TimeUnit.SECONDS, context.get(TaskListener.class));
    // the shell's own words differ from one to the next
    return status == 127
        ? new Answer(127, command.get(0) + " is not on the agent's PATH")
        : new Answer(status, output.toString(StandardCharsets.UTF_8));
  }

  /**
   * Starts commands one after another; the first that fails ends the script with its status.
   *
   * @param commands argument lists; each word reaches its program unchanged
   */
  public void start(
      StepContext context, List<List<String>> commands, Map<String, String> environment)
      throws IOException, InterruptedException {
    if (controller != null) {
      throw new IllegalStateException("a command was started already");
    }
    // with an interpreter line, the shell does not trace what it runs into the log
    List<String> script = new ArrayList<>(List.of("#!/bin/sh", "set -e"));
    commands.forEach(command -> script.add(ShellWords.line(command)));
    EnvVars variables = new EnvVars(context.get(EnvVars.class));
    variables.putAll(environment);
    controller =
        new BourneShellScript(String.join("\n", script) + "\n")
            .launch(
                variables,
                workspace(context),
                context.get(Launcher.class),
                context.get(TaskListener.class));
  }

  /** Whether the agent is connected now; after a restart of the controller it may take a while. */
  public static boolean isAgentThere(StepContext context) throws InterruptedException {
    try {
      return context.get(FilePath.class) != null && context.get(Launcher.class) != null;
    } catch (IOException e) {
      return false; // how Jenkins tells that the agent is offline
    }
  }

  /**
   * Copies new output to the log. An agent that is away is waited for: the command goes on there.
   *
   * @param clean takes out of a line what may not be shown
   * @return the exit status when it has ended; -1 when it vanished
   */
  public Optional<Integer> poll(StepContext context, UnaryOperator<String> clean)
      throws IOException, InterruptedException {
    if (!isAgentThere(context)) {
      return Optional.empty();
    }
    try {
      return look(context, clean);
    } catch (IOException e) {
      if (isAgentThere(context)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Optional<Integer> look(StepContext context, UnaryOperator<String> clean)
      throws IOException, InterruptedException {
    FilePath ws = workspace(context);
    TaskListener listener = context.get(TaskListener.class);
    if (lines == null) {
      lines = new CleanLines();
    }
    lines.to(listener.getLogger(), clean);
    Integer status = controller.exitStatus(ws, context.get(Launcher.class), listener);
    // after the status: what was written before the end must not be missed
    while (controller.writeLog(ws, lines)) {
      lines.flush();
    }
    if (status != null) {
      lines.end();
    }
    return Optional.ofNullable(status);
  }

  /**
   * Ends the command, if it runs, with all that it started, and removes its files, the private
   * directory first; to be called when it has ended, too.
   *
   * @return whether all is gone; if not, call again a little later
   */
  public boolean stop(StepContext context) throws IOException, InterruptedException {
    FilePath ws = workspace(context);
    if (controller != null) {
      controller.stop(ws, context.get(Launcher.class));
    }
    ws.child(directory).deleteRecursive();
    if (controller == null) {
      return true;
    }
    try {
      controller.cleanup(ws);
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "a process that is ending still writes beside " + workspace, e);
      return false;
    }
    controller = null;
    return true;
  }

  private FilePath workspace(StepContext context) throws IOException, InterruptedException {
    FilePath current = context.get(FilePath.class);
    return current.getRemote().equals(workspace)
        ? current
        : new FilePath(current.getChannel(), workspace);
  }
}
