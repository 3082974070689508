package io.jenkins.embedded.controller.declarative;

import groovy.lang.Closure;
import hudson.model.Result;
import io.jenkins.embedded.controller.Stashes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Runs a Declarative Pipeline: reads its tree, then walks the stages by calling ordinary steps.
 * What is around what, and when conditions are asked, is as pipeline-model-definition's
 * ModelInterpreter has it.
 */
public final class DeclarativePipeline {
  private final PipelineAccess access;
  private final Stage root;

  private DeclarativePipeline(PipelineAccess access, Stage root) {
    this.access = access;
    this.root = root;
  }

  /** Runs {@code pipeline { … }}; the failure of a stage is thrown at the end. */
  public static Object run(PipelineAccess access, Closure<?> closure) {
    Stage root = StageReader.read(access, "pipeline", closure);
    if (root.options.containsKey("preserveStashes")) {
      Stashes.preserve(access.build());
    }
    new DeclarativePipeline(access, root).whole();
    return null;
  }

  private void whole() {
    boolean[] posted = new boolean[1];
    Throwable failure = null;
    try {
      for (Object library : root.libraries) {
        access.step("library", library);
      }
      onAgent(
          root.agent,
          () ->
              EnvironmentSection.with(
                  access,
                  root.environment,
                  () ->
                      options(
                          root,
                          () -> {
                            Throwable error = sequence(root, null);
                            posted[0] = true;
                            return end(post(root, error));
                          })));
    } catch (Throwable t) {
      failure = t;
    }
    if (!posted[0]) {
      failure = post(root, failure);
    }
    if (failure != null) {
      throw thrown(failure);
    }
  }

  private Throwable post(Stage stage, Throwable failure) {
    PostSection post = new PostSection(access, stage, stage == root);
    if (!post.applies(failure)) {
      return failure;
    }
    if (stage == root) {
      Throwable[] after = {failure};
      access.step(
          "stage", "Declarative: Post Actions", access.body(() -> after[0] = post.run(failure)));
      return after[0];
    }
    access.print("Post stage");
    return post.run(failure);
  }

  private static Object end(Throwable failure) {
    if (failure != null) {
      throw thrown(failure);
    }
    return null;
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException thrown(Throwable t) throws T {
    throw (T) t;
  }

  /** All stages, the rest of them skipped after a failure, which is returned. */
  private Throwable sequence(Stage parent, String skipped) {
    Throwable failure = null;
    for (Stage stage : parent.stages) {
      try {
        stage(stage, failure, skipped);
      } catch (Throwable t) {
        failure = failure == null ? t : failure;
      }
    }
    return failure;
  }

  /**
   * @param before an earlier failure
   * @param skipped why the stage around this one is skipped; null where it is not
   */
  private Object stage(Stage stage, Throwable before, String skipped) {
    return access.step(
        "stage",
        stage.name,
        access.body(
            () -> {
              String reason = skipped == null ? reason(stage, before) : skipped;
              return reason != null ? skip(stage, reason) : attempt(stage);
            }));
  }

  private String reason(Stage stage, Throwable before) {
    if (before != null) {
      return skippedDueTo(stage, "earlier failure(s)");
    }
    Result result = access.build().getResult();
    return Result.UNSTABLE.equals(result) && root.options.containsKey("skipStagesAfterUnstable")
        ? skippedDueTo(stage, "earlier stage(s) marking the build as unstable")
        : null;
  }

  private static String skippedDueTo(Stage stage, String why) {
    return "Stage \"" + stage.name + "\" skipped due to " + why;
  }

  private Object skip(Stage stage, String reason) throws Exception {
    access.print(reason);
    if (stage.parallel) {
      String why = reason.substring(reason.indexOf(" skipped due to ") + 16);
      branches(stage, branch -> stage(branch, null, skippedDueTo(branch, why)));
    } else {
      sequence(stage, reason);
    }
    return null;
  }

  private Object attempt(Stage stage) throws Exception {
    boolean[] ran = {true};
    Throwable failure = null;
    try {
      inCell(stage, () -> ran[0] = conditional(stage));
    } catch (Throwable t) {
      failure = t;
    }
    // Of other stages it belongs to what they run on their node.
    if (ran[0] && stage.parallel) {
      failure = post(stage, failure);
    }
    return end(failure);
  }

  private Object inCell(Stage stage, Callable<?> work) throws Exception {
    if (stage.cell.isEmpty()) {
      return work.call();
    }
    List<String> variables = new ArrayList<>();
    stage.cell.forEach((axis, value) -> variables.add(axis + "=" + value));
    return access.step("withEnv", variables, access.body(work));
  }

  /** Whether the stage was to be run; its condition is asked once, where the stage says. */
  private boolean conditional(Stage stage) throws Exception {
    Condition when = new Condition(stage);
    if (when.open(stage.beforeOptions)) {
      options(
          stage,
          () ->
              when.open(stage.beforeInput)
                  ? InputSection.with(access, stage.input, () -> content(stage, when))
                  : null);
    }
    if (!when.holds) {
      skip(stage, skippedDueTo(stage, "when conditional"));
    }
    return when.holds;
  }

  private Object content(Stage stage, Condition when) throws Exception {
    if (stage.parallel) {
      return when.open(true)
          ? EnvironmentSection.with(
              access, stage.environment, () -> branches(stage, branch -> stage(branch, null, null)))
          : null;
    }
    if (!when.open(stage.beforeAgent)) {
      return null;
    }
    return onAgent(
        stage.agent,
        () ->
            when.open(true)
                ? EnvironmentSection.with(access, stage.environment, () -> work(stage))
                : null);
  }

  private Object work(Stage stage) {
    Throwable failure = null;
    if (stage.steps == null) {
      failure = sequence(stage, null);
    } else {
      try {
        access.run(stage.steps, null);
      } catch (Throwable t) {
        failure = t;
      }
    }
    return end(post(stage, failure));
  }

  /** What a branch of {@code parallel} does. */
  private interface BranchWork {
    Object run(Stage branch) throws Exception;
  }

  private Object branches(Stage stage, BranchWork work) {
    Map<String, Object> branches = new LinkedHashMap<>();
    for (Stage branch : stage.stages) {
      branches.put(branch.name, access.body(() -> work.run(branch)));
    }
    if (stage.failFast || root.options.containsKey("parallelsAlwaysFailFast")) {
      branches.put("failFast", true);
    }
    return access.step("parallel", branches);
  }

  private Object onAgent(Stage.Agent agent, Callable<?> work) throws Exception {
    if (agent == null || agent.none()) {
      return work.call();
    }
    Callable<?> inside =
        agent.workspace() == null
            ? work
            : () -> access.step("dir", agent.workspace(), access.body(work));
    return agent.label() == null
        ? access.step("node", access.body(inside))
        : access.step("node", agent.label(), access.body(inside));
  }

  private Object options(Stage stage, Callable<?> work) throws Exception {
    Callable<?> wrapped = work;
    List<String> names = new ArrayList<>(OptionsSection.wrappers(stage));
    java.util.Collections.reverse(names);
    for (String option : names) {
      Callable<?> inner = wrapped;
      List<Object> all = new ArrayList<>(List.of(stage.options.get(option)));
      wrapped =
          () -> {
            List<Object> arguments = new ArrayList<>(all);
            arguments.add(access.body(inner));
            return access.step(option, arguments.toArray());
          };
    }
    return wrapped.call();
  }

  /** A stage's {@code when}. */
  private final class Condition {
    private final Stage stage;
    private boolean holds;

    Condition(Stage stage) {
      this.stage = stage;
      this.holds = stage.when == null;
    }

    /** Whether the way is open so far; asks the condition if it is to be asked here. */
    boolean open(boolean ask) {
      if (ask && !holds) {
        holds = WhenSection.holds(access, stage.when);
      }
      return holds || !ask;
    }
  }
}
