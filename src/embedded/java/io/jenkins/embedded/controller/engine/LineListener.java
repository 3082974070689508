package io.jenkins.embedded.controller.engine;

import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.embedded.controller.LogMask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes whole lines to another log, masked and led by a prefix, so that branches do not mix. */
final class LineListener implements TaskListener {
  private final PrintStream logger;

  LineListener(
      TaskListener log,
      String prefix,
      List<LogMask> masks,
      List<ConsoleLogFilter> filters,
      Run<?, ?> run)
      throws IOException, InterruptedException {
    OutputStream out = new Lines(log.getLogger(), prefix, masks);
    for (ConsoleLogFilter filter : filters) {
      out = filter.decorateLogger(run, out);
    }
    logger = new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  @Override
  public PrintStream getLogger() {
    return logger;
  }

  private static final class Lines extends OutputStream {
    private final PrintStream log;
    private final String prefix;
    private final List<LogMask> masks;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(PrintStream log, String prefix, List<LogMask> masks) {
      this.log = log;
      this.prefix = prefix;
      this.masks = masks;
    }

    @Override
    public synchronized void write(int b) {
      if (b != '\n') {
        line.write(b);
        return;
      }
      emit();
    }

    private void emit() {
      String text = line.toString(StandardCharsets.UTF_8);
      line.reset();
      for (LogMask mask : masks) {
        text = mask.apply(text);
      }
      log.println(prefix + text);
    }

    @Override
    public synchronized void close() {
      if (line.size() > 0) {
        emit();
      }
    }
  }
}
