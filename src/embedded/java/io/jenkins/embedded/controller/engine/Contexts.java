package io.jenkins.embedded.controller.engine;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.console.ConsoleLogFilter;
import hudson.model.Computer;
import hudson.model.Job;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.embedded.controller.LogMask;
import io.jenkins.embedded.controller.StageWarnings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Answers {@code StepContext.get}: objects of the scope, or what is computed from them. */
final class Contexts {
  private static final List<Class<?>> PICKLED =
      List.of(
          FilePath.class,
          Launcher.class,
          Computer.class,
          Node.class,
          Run.class,
          Job.class,
          TaskListener.class,
          FlowNode.class,
          FlowExecution.class,
          LogMask.class,
          StageWarnings.class,
          StepContext.class);

  private final Program program;
  private final TaskListener log;
  private final Map<String, String> overrides = new LinkedHashMap<>();

  Contexts(Program program, TaskListener log) {
    this.program = program;
    this.log = log;
  }

  /** Whether Jenkins stores that object by a name and finds it again, instead of serialising it. */
  static boolean isPickled(Object object) {
    return PICKLED.stream().anyMatch(type -> type.isInstance(object));
  }

  <T> T get(LiveStep step, Class<T> key) throws IOException, InterruptedException {
    return get(step.scope(), key);
  }

  <T> T get(Scope scope, Class<T> key) throws IOException, InterruptedException {
    if (key == TaskListener.class) {
      return key.cast(listener(scope));
    }
    if (key == EnvVars.class) {
      return key.cast(environment(scope));
    }
    if (key == Launcher.class) {
      Node node = scope.find(Node.class);
      return node == null ? null : key.cast(node.createLauncher(listener(scope)));
    }
    if (Run.class.isAssignableFrom(key) && key.isInstance(program.run())) {
      return key.cast(program.run());
    }
    if (Job.class.isAssignableFrom(key) && key.isInstance(program.run().getParent())) {
      return key.cast(program.run().getParent());
    }
    if (key == FlowExecution.class) {
      return key.cast(program.execution());
    }
    return scope.find(key);
  }

  /** The log of a branch: masked, decorated, its lines led by the branch's name. */
  private TaskListener listener(Scope scope) throws IOException, InterruptedException {
    BranchName branch = scope.find(BranchName.class);
    List<LogMask> masks = scope.all(LogMask.class);
    List<ConsoleLogFilter> filters = scope.all(ConsoleLogFilter.class);
    if (branch == null && masks.isEmpty() && filters.isEmpty()) {
      return log;
    }
    return new LineListener(
        log, branch == null ? "" : "[" + branch.name() + "] ", masks, filters, program.run());
  }

  void print(Scope scope, String text) {
    try {
      listener(scope).getLogger().println(text);
    } catch (IOException | InterruptedException e) {
      throw Sneaky.thrown(e);
    }
  }

  /** What the build has, and what {@code env.NAME = value} added. */
  EnvVars buildVariables() {
    try {
      EnvVars env = new EnvVars(program.run().getEnvironment(log));
      synchronized (overrides) {
        env.overrideAll(overrides);
      }
      return env;
    } catch (IOException | InterruptedException e) {
      throw Sneaky.thrown(e);
    }
  }

  private EnvVars environment(Scope scope) throws IOException, InterruptedException {
    EnvVars env = new EnvVars();
    EnvVars contextual = scope.find(EnvVars.class);
    if (contextual != null) {
      env.putAll(contextual);
    }
    env.overrideAll(buildVariables());
    EnvironmentExpander expander = scope.find(EnvironmentExpander.class);
    if (expander != null) {
      expander.expand(env);
    }
    return env;
  }

  /** What the calling branch sees. */
  EnvVars environmentHere() {
    try {
      return environment(Branch.current().scope());
    } catch (IOException | InterruptedException e) {
      throw Sneaky.thrown(e);
    }
  }

  /** {@code env.NAME = value}: for the rest of the build. */
  void override(String name, String value) {
    synchronized (overrides) {
      overrides.put(name, value);
    }
  }
}
