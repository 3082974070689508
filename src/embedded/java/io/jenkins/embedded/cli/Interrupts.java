package io.jenkins.embedded.cli;

import java.io.PrintStream;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import sun.misc.Signal;

/**
 * Ctrl-C and SIGTERM stop the build, whose steps tidy up; a second one ends the process at once.
 */
final class Interrupts {
  private final AtomicInteger code = new AtomicInteger();

  private Interrupts() {}

  static Interrupts handle(WorkflowRun run, PrintStream err) {
    Interrupts interrupts = new Interrupts();
    interrupts.on("INT", ExitCode.INTERRUPTED, run, err);
    interrupts.on("TERM", ExitCode.TERMINATED, run, err);
    return interrupts;
  }

  private void on(String signal, int exit, WorkflowRun run, PrintStream err) {
    Signal.handle(
        new Signal(signal),
        received -> {
          if (!code.compareAndSet(0, exit)) {
            Runtime.getRuntime().halt(exit);
          }
          err.println("paas: stopping the build; once more ends it at once");
          run.doStop();
        });
  }

  /** Set when a signal ended the build. */
  OptionalInt exitCode() {
    return code.get() == 0 ? OptionalInt.empty() : OptionalInt.of(code.get());
  }
}
