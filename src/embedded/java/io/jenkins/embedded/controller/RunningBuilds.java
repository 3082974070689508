package io.jenkins.embedded.controller;

import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TopLevelItem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Starts builds, waits for them and stops them, for tests and the command line. */
public final class RunningBuilds {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

  private RunningBuilds() {}

  public static Future<WorkflowRun> start(Job<?, ?> job) {
    return ((WorkflowJob) job).scheduleBuild2(0);
  }

  /** Interrupts every build that runs, and waits for their end. */
  public static void stopAll(Jenkins jenkins) throws InterruptedException {
    for (TopLevelItem item : jenkins.getItems()) {
      WorkflowRun run = item instanceof WorkflowJob ? ((WorkflowJob) item).getLastBuild() : null;
      for (; run != null; run = run.getPreviousBuild()) {
        if (run.isBuilding()) {
          run.doStop();
          WorkflowRun stopped = run;
          await(() -> !stopped.isBuilding(), "the end of " + run, run, STOP_PATIENCE);
        }
      }
    }
  }

  /** Polls until the condition holds; an AssertionError with the run's log where it never does. */
  public static void await(Callable<Boolean> condition, String what, Run<?, ?> run)
      throws InterruptedException {
    await(condition, what, run, PATIENCE);
  }

  private static void await(
      Callable<Boolean> condition, String what, Run<?, ?> run, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited " + patience + " for " + what + "; log:\n" + log(run));
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("while waiting for " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static boolean holds(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String log(Run<?, ?> run) {
    try {
      return Files.readString(run.getLogFile().toPath(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "(" + e.getMessage() + ")";
    }
  }
}
