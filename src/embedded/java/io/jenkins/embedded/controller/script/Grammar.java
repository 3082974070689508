package io.jenkins.embedded.controller.script;

import java.util.List;

/**
 * The sections of Declarative Pipeline, as the Pipeline syntax reference of Jenkins lists them.
 * What the embedded controller lacks is named apart, so that its message can say so.
 */
public final class Grammar {
  static final List<String> PIPELINE =
      List.of(
          "agent",
          "environment",
          "libraries",
          "options",
          "parameters",
          "triggers",
          "stages",
          "post");
  static final List<String> STAGE =
      List.of(
          "agent",
          "environment",
          "options",
          "input",
          "when",
          "steps",
          "stages",
          "parallel",
          "matrix",
          "failFast",
          "post");
  static final List<String> MATRIX =
      List.of(
          "axes", "excludes", "agent", "environment", "options", "input", "when", "stages", "post");
  static final List<String> INPUT =
      List.of("message", "id", "ok", "submitter", "submitterParameter", "parameters");
  static final List<String> POST =
      List.of(
          "always",
          "changed",
          "fixed",
          "regression",
          "aborted",
          "success",
          "unstable",
          "failure",
          "unsuccessful",
          "notBuilt",
          "cleanup");
  static final List<String> WHEN =
      List.of(
          "expression",
          "branch",
          "environment",
          "equals",
          "not",
          "allOf",
          "anyOf",
          "buildingTag",
          "changeRequest",
          "changelog",
          "changeset",
          "isRestartedRun",
          "tag",
          "triggeredBy");
  static final List<String> WHEN_FLAGS = List.of("beforeAgent", "beforeOptions", "beforeInput");

  /** Beside the steps that wrap. */
  static final List<String> STAGE_OPTIONS =
      List.of("checkoutToSubdirectory", "skipDefaultCheckout", "timestamps");

  static final List<String> OPTIONS =
      List.of(
          "buildDiscarder",
          "checkoutToSubdirectory",
          "disableConcurrentBuilds",
          "disableRestartFromStage",
          "disableResume",
          "durabilityHint",
          "overrideIndexTriggers",
          "parallelsAlwaysFailFast",
          "preserveStashes",
          "quietPeriod",
          "rateLimitBuilds",
          "skipDefaultCheckout",
          "skipStagesAfterUnstable",
          "timestamps");
  static final List<String> PARAMETERS =
      List.of("string", "text", "booleanParam", "choice", "password");
  static final List<String> AGENT = List.of("label", "node", "customWorkspace");
  static final List<String> AGENT_SETTINGS = List.of("label", "customWorkspace", "retries");
  static final List<String> AGENT_WORDS = List.of("any", "none");

  /** Names that Jenkins knows at some place and this controller has not. */
  static final List<String> LACKING =
      List.of(
          "tools",
          "docker",
          "dockerfile",
          "dockerContainer",
          "kubernetes",
          "file",
          "run",
          "credentials",
          "lock",
          "ansiColor",
          "podTemplate",
          "ws",
          "newContainerPerStage");

  private Grammar() {}

  /** Arguments of a condition of {@code when} that may be named, the sole one first. */
  static List<String> conditionArguments(String condition) {
    return switch (condition) {
      case "branch", "tag" -> List.of("pattern", "comparator");
      case "changeset" -> List.of("pattern", "comparator", "caseSensitive");
      case "changelog" -> List.of("pattern");
      case "environment" -> List.of("name", "value", "ignoreCase");
      case "equals" -> List.of("expected", "actual");
      case "triggeredBy" -> List.of("cause", "detail");
      case "changeRequest" ->
          List.of(
              "id",
              "target",
              "branch",
              "fork",
              "url",
              "title",
              "author",
              "authorDisplayName",
              "authorEmail",
              "comparator");
      default -> List.of();
    };
  }

  /** Arguments of one kind of {@link #PARAMETERS}. */
  public static List<String> parameterArguments(String kind) {
    return switch (kind) {
      case "choice" -> List.of("name", "choices", "description");
      case "string" -> List.of("name", "defaultValue", "description", "trim");
      default -> List.of("name", "defaultValue", "description");
    };
  }
}
