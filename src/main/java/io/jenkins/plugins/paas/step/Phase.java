package io.jenkins.plugins.paas.step;

/** Where a {@link PollingExecution} is; saved with it. */
enum Phase {
  STARTED,
  CALLED,
  PARKED,
  ENDED
}
