package io.jenkins.embedded.controller.declarative;

import groovy.lang.Closure;
import hudson.model.Result;
import hudson.model.Run;
import java.util.List;

/** {@code post { … }}: the conditions in Jenkins' order, each whatever became of the others. */
final class PostSection {
  private static final List<String> ORDER =
      List.of(
          "always",
          "changed",
          "fixed",
          "regression",
          "aborted",
          "success",
          "unsuccessful",
          "unstable",
          "failure",
          "notBuilt",
          "cleanup");

  private final PipelineAccess access;
  private final Stage stage;
  private final boolean whole;

  /**
   * @param whole whether it is the section of the pipeline and not of a stage
   */
  PostSection(PipelineAccess access, Stage stage, boolean whole) {
    this.access = access;
    this.stage = stage;
    this.whole = whole;
  }

  boolean applies(Throwable failure) {
    return ORDER.stream().anyMatch(c -> stage.post.containsKey(c) && holds(c, failure));
  }

  /**
   * Runs what holds. While it runs, the build has the result that it would have here, so that its
   * steps can read it; that ends with it, since a retry may still do better.
   *
   * @return the failure that was given, else the first of the section's own, else null
   */
  Throwable run(Throwable failure) {
    Throwable first = failure;
    Run<?, ?> build = access.build();
    for (String condition : ORDER) {
      Closure<?> steps = stage.post.get(condition);
      if (steps == null || !holds(condition, first)) {
        continue;
      }
      Result original = build.getResult();
      Result here = result(first, true);
      access.reset(here);
      try {
        access.run(steps, null);
      } catch (Throwable t) {
        access.print(
            "Error when executing " + condition + " post condition: " + access.describe(t));
        first = first == null ? t : first;
      } finally {
        if (here.equals(build.getResult())) {
          access.reset(original);
        }
      }
    }
    return first;
  }

  /** The worst of the build, the failure and, in a stage, of what its steps were caught with. */
  private Result result(Throwable failure, boolean here) {
    Result build = access.build().getResult();
    Result worst = build == null ? Result.SUCCESS : build;
    Result error =
        failure != null
            ? access.result(failure)
            : here && !whole ? access.warning() : Result.SUCCESS;
    return error.isWorseThan(worst) ? error : worst;
  }

  private boolean holds(String condition, Throwable failure) {
    Result here = result(failure, true);
    Result build = result(failure, false);
    Result before = access.previousResult();
    return switch (condition) {
      case "always", "cleanup" -> true;
      // A first build has changed, whatever its result.
      case "changed" -> before == null || !build.equals(before);
      case "fixed" ->
          build.equals(Result.SUCCESS)
              && (Result.FAILURE.equals(before) || Result.UNSTABLE.equals(before));
      case "regression" -> before != null && build.isWorseThan(before);
      case "aborted" -> here.equals(Result.ABORTED);
      case "failure" -> here.equals(Result.FAILURE);
      case "success" -> here.equals(Result.SUCCESS);
      case "unstable" -> here.equals(Result.UNSTABLE);
      case "unsuccessful" -> !here.equals(Result.SUCCESS);
      case "notBuilt" -> here.equals(Result.NOT_BUILT);
      default -> false;
    };
  }
}
