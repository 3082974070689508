package io.jenkins.plugins.paas.step;

/** What {@link PollingExecution#poll()} answers instead of a result. */
enum Nothing {
  /** The step is done and has no result. */
  VALUE,
  /** Nothing is to be polled until {@link PollingExecution#unpark}: a body runs. */
  PARKED
}
