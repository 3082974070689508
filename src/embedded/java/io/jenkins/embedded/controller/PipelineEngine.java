package io.jenkins.embedded.controller;

import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/** Runs Jenkinsfiles: what {@code CpsFlowDefinition} hands a program to. */
public interface PipelineEngine {
  /**
   * Prepares a program. {@code FlowExecution.start()} then starts it and returns at once; its end
   * is told to {@link PipelineProgram#completion}, exactly once.
   *
   * @throws java.io.IOException where the text is no program: file, line and the nearest valid name
   */
  FlowExecution prepare(PipelineProgram program) throws java.io.IOException;

  /** The engine of this controller. */
  static PipelineEngine installed() {
    return Installed.engine();
  }

  /** Replaces the engine for one build of the command line; null brings back the usual one. */
  static void install(PipelineEngine engine) {
    Installed.engine = engine;
  }

  /** Holds the engine. */
  final class Installed {
    private static final String DEFAULT = "io.jenkins.embedded.controller.GroovyEngine";
    private static volatile PipelineEngine engine;

    private Installed() {}

    private static PipelineEngine engine() {
      if (engine == null) {
        try {
          engine = (PipelineEngine) Class.forName(DEFAULT).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(DEFAULT + " is missing: no Jenkinsfile can be run", e);
        }
      }
      return engine;
    }
  }
}
