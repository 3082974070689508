package io.jenkins.embedded.controller.declarative;

import java.util.List;

/** {@code options { … }}: steps that wrap, words that change how stages run, and the rest. */
final class OptionsSection extends Section {
  private static final List<String> WITHOUT_EFFECT =
      List.of(
          "buildDiscarder",
          "checkoutToSubdirectory",
          "disableConcurrentBuilds",
          "disableRestartFromStage",
          "disableResume",
          "durabilityHint",
          "overrideIndexTriggers",
          "quietPeriod",
          "rateLimitBuilds",
          "skipDefaultCheckout",
          "timestamps");
  private static final List<String> FLAGS =
      List.of("parallelsAlwaysFailFast", "skipStagesAfterUnstable", "preserveStashes");

  private final Stage stage;

  OptionsSection(PipelineAccess access, Stage stage) {
    super(access);
    this.stage = stage;
  }

  @Override
  protected Object line(String name, Object[] arguments) {
    if (WITHOUT_EFFECT.contains(name)) {
      access.print("options: " + name + " has no effect in the embedded controller");
    } else if (FLAGS.contains(name) || access.wraps(name)) {
      stage.options.put(name, arguments);
    } else {
      // An argument such as logRotator(…) is a call too, evaluated before the option itself.
      return access.dispatch(name, arguments);
    }
    return null;
  }

  /** The options that are steps around a stage, outermost first. */
  static List<String> wrappers(Stage stage) {
    return stage.options.keySet().stream().filter(name -> !FLAGS.contains(name)).toList();
  }
}
