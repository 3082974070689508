package io.jenkins.embedded.controller.declarative;

import groovy.lang.Closure;
import hudson.model.Result;
import io.jenkins.embedded.controller.Stashes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Runs a Declarative Pipeline: reads its tree, then walks the stages by calling ordinary steps. */
public final class DeclarativePipeline {
  private final PipelineAccess access;
  private final boolean alwaysFailFast;
  private final boolean skipAfterUnstable;

  private DeclarativePipeline(PipelineAccess access, Stage root) {
    this.access = access;
    this.alwaysFailFast = root.options.containsKey("parallelsAlwaysFailFast");
    this.skipAfterUnstable = root.options.containsKey("skipStagesAfterUnstable");
  }

  /** Runs {@code pipeline { … }}; the failure of a stage is thrown at the end. */
  public static Object run(PipelineAccess access, Closure<?> closure) {
    Stage root = StageReader.read(access, "pipeline", closure);
    DeclarativePipeline pipeline = new DeclarativePipeline(access, root);
    if (root.options.containsKey("preserveStashes")) {
      Stashes.preserve(access.build());
    }
    try {
      pipeline.options(root, () -> pipeline.onAgent(root));
    } catch (Exception e) {
      throw thrown(e);
    }
    return null;
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException thrown(Throwable t) throws T {
    throw (T) t;
  }

  private Object onAgent(Stage stage) throws Exception {
    if (stage.agent == null || stage.agent.none()) {
      return inEnvironment(stage);
    }
    Closure<Object> body = access.body(() -> inEnvironment(stage));
    return stage.agent.label() == null
        ? access.step("node", body)
        : access.step("node", stage.agent.label(), body);
  }

  private Object inEnvironment(Stage stage) throws Exception {
    return EnvironmentSection.with(
        access,
        stage.environment,
        () -> {
          Throwable failure = null;
          try {
            content(stage);
          } catch (Throwable t) {
            failure = t;
          }
          new PostSection(access).run(stage, failure);
          if (failure != null) {
            throw thrown(failure);
          }
          return null;
        });
  }

  private void content(Stage stage) throws Exception {
    if (stage.steps != null) {
      access.run(stage.steps, null);
    } else if (stage.parallel) {
      parallel(stage);
    } else {
      sequence(stage.stages);
    }
  }

  private void sequence(List<Stage> stages) throws Exception {
    Throwable failure = null;
    for (Stage stage : stages) {
      if (failure != null) {
        skip(stage, "earlier failure(s)");
      } else if (skipAfterUnstable && unstable()) {
        skip(stage, "an earlier UNSTABLE result");
      } else {
        try {
          stage(stage);
        } catch (Throwable t) {
          failure = t;
        }
      }
    }
    if (failure != null) {
      throw thrown(failure);
    }
  }

  private boolean unstable() {
    Result result = access.build().getResult();
    return result != null && result.isWorseThan(Result.SUCCESS);
  }

  private void skip(Stage stage, String reason) {
    access.step(
        "stage",
        stage.name,
        access.body(
            () -> {
              access.print("Stage \"" + stage.name + "\" skipped due to " + reason);
              return null;
            }));
  }

  private Object stage(Stage stage) {
    return access.step("stage", stage.name, access.body(() -> conditional(stage)));
  }

  private Object conditional(Stage stage) throws Exception {
    boolean[] holds = new boolean[1];
    // A condition may read the stage's own variables.
    EnvironmentSection.with(
        access,
        stage.when == null ? null : stage.environment,
        () -> holds[0] = WhenSection.holds(access, stage.when));
    if (!holds[0]) {
      access.print("Stage \"" + stage.name + "\" skipped due to when conditional");
      return null;
    }
    return options(stage, () -> onAgent(stage));
  }

  private void parallel(Stage stage) {
    Map<String, Object> branches = new LinkedHashMap<>();
    for (Stage branch : stage.stages) {
      branches.put(branch.name, access.body(() -> stage(branch)));
    }
    if (stage.failFast || alwaysFailFast) {
      branches.put("failFast", true);
    }
    access.step("parallel", branches);
  }

  private Object options(Stage stage, Callable<?> work) throws Exception {
    Callable<?> wrapped = work;
    for (String option : List.of("retry", "timeout")) {
      Object[] arguments = stage.options.get(option);
      if (arguments != null) {
        Callable<?> inner = wrapped;
        wrapped =
            () -> {
              List<Object> all = new ArrayList<>(List.of(arguments));
              all.add(access.body(inner));
              return access.step(option, all.toArray());
            };
      }
    }
    return wrapped.call();
  }
}
