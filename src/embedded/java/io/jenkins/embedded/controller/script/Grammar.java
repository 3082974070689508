package io.jenkins.embedded.controller.script;

import java.util.List;

/**
 * The sections of Declarative Pipeline, as the Pipeline syntax reference of Jenkins lists them.
 * What the embedded controller lacks is named apart, so that its message can say so.
 */
public final class Grammar {
  static final List<String> PIPELINE =
      List.of("agent", "environment", "options", "parameters", "triggers", "stages", "post");
  static final List<String> STAGE =
      List.of(
          "agent",
          "environment",
          "options",
          "when",
          "steps",
          "stages",
          "parallel",
          "failFast",
          "post");
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
          "beforeAgent",
          "beforeOptions",
          "beforeInput");
  static final List<String> OPTIONS =
      List.of(
          "timeout",
          "retry",
          "skipStagesAfterUnstable",
          "parallelsAlwaysFailFast",
          "timestamps",
          "buildDiscarder",
          "disableConcurrentBuilds",
          "skipDefaultCheckout",
          "disableResume",
          "durabilityHint",
          "preserveStashes");
  static final List<String> PARAMETERS =
      List.of("string", "text", "booleanParam", "choice", "password");
  static final List<String> AGENT = List.of("label", "node");
  static final List<String> AGENT_WORDS = List.of("any", "none");

  /** Names that Jenkins knows at some place and this controller has not. */
  static final List<String> LACKING =
      List.of(
          "tools",
          "input",
          "matrix",
          "libraries",
          "docker",
          "dockerfile",
          "kubernetes",
          "tag",
          "buildingTag",
          "changeRequest",
          "changelog",
          "changeset",
          "triggeredBy",
          "isRestartedRun",
          "file",
          "run",
          "credentials",
          "lock",
          "ansiColor",
          "newContainerPerStage",
          "checkoutToSubdirectory",
          "overrideIndexTriggers",
          "quietPeriod",
          "rateLimitBuilds");

  private Grammar() {}

  /** Arguments of one kind of {@link #PARAMETERS}. */
  public static List<String> parameterArguments(String kind) {
    return switch (kind) {
      case "choice" -> List.of("name", "choices", "description");
      case "string" -> List.of("name", "defaultValue", "description", "trim");
      default -> List.of("name", "defaultValue", "description");
    };
  }
}
