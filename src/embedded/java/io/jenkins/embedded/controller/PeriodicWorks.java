package io.jenkins.embedded.controller;

import hudson.model.PeriodicWork;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.apache.commons.io.output.CloseShieldOutputStream;

/** The controller's periodic work: by the timer during a build, at once for the command line. */
public final class PeriodicWorks {
  private static final Map<String, FutureTask<Boolean>> RUNS = new ConcurrentHashMap<>();
  private static volatile PrintStream console;

  private PeriodicWorks() {}

  /** Looks for periodic work only when a build has run for a minute: most have ended by then. */
  static void schedule() {
    Timer.get().schedule(PeriodicWork::init, 1, TimeUnit.MINUTES);
  }

  /** Starts a work on a thread of its own, unless it runs already. */
  public static void start(String name, BooleanSupplier work) {
    FutureTask<Boolean> task = new FutureTask<>(work::getAsBoolean);
    FutureTask<Boolean> now =
        RUNS.compute(name, (n, before) -> before != null && !before.isDone() ? before : task);
    if (now == task) {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Where a work of that name writes; to be closed. */
  public static OutputStream log(String name) throws IOException {
    PrintStream out = console;
    if (out != null) {
      return CloseShieldOutputStream.wrap(out);
    }
    Path directory = Jenkins.get().getRootDir().toPath().resolve("logs/tasks");
    Files.createDirectories(directory);
    return new FileOutputStream(directory.resolve(name + ".log").toFile());
  }

  /**
   * Does all of it once and waits for its end.
   *
   * @param out where it writes
   * @return whether all went well
   */
  public static boolean runAll(PrintStream out) throws IOException, InterruptedException {
    console = out;
    try {
      PeriodicWork.all().forEach(PeriodicWork::run);
      boolean well = true;
      for (FutureTask<Boolean> run : RUNS.values()) {
        well &= run.get();
      }
      return well;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      console = null;
      RUNS.clear();
    }
  }
}
