package io.jenkins.embedded.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C and SIGTERM stop the build, whose steps tidy up; a second one ends the process at once.
 * Once closed, both mean again what they meant before.
 */
final class Interrupts implements AutoCloseable {
  private final AtomicInteger code = new AtomicInteger();
  private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();

  private Interrupts() {}

  static Interrupts handle(WorkflowRun run, PrintStream err) {
    Interrupts interrupts = new Interrupts();
    interrupts.on("INT", ExitCode.INTERRUPTED, run, err);
    interrupts.on("TERM", ExitCode.TERMINATED, run, err);
    return interrupts;
  }

  private void on(String signal, int exit, WorkflowRun run, PrintStream err) {
    Signal kind = new Signal(signal);
    SignalHandler earlier =
        Signal.handle(
            kind,
            received -> {
              if (!code.compareAndSet(0, exit)) {
                Runtime.getRuntime().halt(exit);
              }
              err.println("paas: stopping the build; once more ends it at once");
              run.doStop();
            });
    before.put(kind, earlier);
  }

  @Override
  public void close() {
    before.forEach(Signal::handle);
  }

  /** Set when a signal ended the build. */
  OptionalInt exitCode() {
    return code.get() == 0 ? OptionalInt.empty() : OptionalInt.of(code.get());
  }
}
