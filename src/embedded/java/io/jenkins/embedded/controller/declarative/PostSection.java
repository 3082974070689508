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
          "failure",
          "success",
          "unstable",
          "unsuccessful",
          "notBuilt",
          "cleanup");

  private final PipelineAccess access;

  PostSection(PipelineAccess access) {
    this.access = access;
  }

  /**
   * Errors in a post section are printed and make the build fail; the next condition still runs.
   */
  void run(Stage stage, Throwable failure) {
    if (stage.post.isEmpty()) {
      return;
    }
    Run<?, ?> build = access.build();
    if (failure != null) {
      build.setResult(access.result(failure));
    }
    for (String condition : ORDER) {
      Closure<?> steps = stage.post.get(condition);
      Result result = build.getResult() == null ? Result.SUCCESS : build.getResult();
      if (steps == null || !holds(condition, result, previous(build))) {
        continue;
      }
      access.print(
          "Post " + condition + (stage.name.equals("pipeline") ? "" : " of " + stage.name));
      try {
        access.run(steps, null);
      } catch (Throwable t) {
        access.print(
            "Error when executing " + condition + " post condition: " + access.describe(t));
        build.setResult(access.result(t));
      }
    }
  }

  private static Result previous(Run<?, ?> build) {
    Run<?, ?> previous = build.getPreviousBuild();
    return previous == null ? null : previous.getResult();
  }

  private static boolean holds(String condition, Result now, Result before) {
    boolean success = now.equals(Result.SUCCESS);
    boolean bad =
        now.equals(Result.FAILURE) || now.equals(Result.UNSTABLE) || now.equals(Result.ABORTED);
    return switch (condition) {
      case "always", "cleanup" -> true;
      // As in Jenkins, a first build has changed unless it succeeded.
      case "changed" -> before == null ? !success : !now.equals(before);
      case "fixed" -> success && (Result.FAILURE.equals(before) || Result.UNSTABLE.equals(before));
      case "regression" ->
          bad && (before == null || before.isBetterThan(now)) && !now.equals(Result.ABORTED)
              || now.equals(Result.ABORTED) && before != null && before.isBetterThan(now);
      case "aborted" -> now.equals(Result.ABORTED);
      case "failure" -> now.equals(Result.FAILURE);
      case "success" -> success;
      case "unstable" -> now.equals(Result.UNSTABLE);
      case "unsuccessful" -> !success;
      case "notBuilt" -> now.equals(Result.NOT_BUILT);
      default -> false;
    };
  }
}
