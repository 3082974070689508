package io.jenkins.plugins.paas.step;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * Passes a command's output on by whole lines, each cleaned first: a secret must not slip through
 * where one chunk ends and the next begins. Not thread-safe.
 */
final class CleanLines extends OutputStream {

  /** Output without line ends is passed on by pieces of this size, in bytes. */
  private static final int LONGEST = 64 * 1024;

  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private PrintStream log;
  private UnaryOperator<String> clean;

  /** Where lines go from now on. */
  void to(PrintStream target, UnaryOperator<String> cleaner) {
    log = target;
    clean = cleaner;
  }

  @Override
  public void write(int b) {
    partial.write(b);
    if (b == '\n' || partial.size() >= LONGEST) {
      end();
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  @Override
  public void flush() {
    log.flush();
  }

  /** Passes on what has no line end. */
  void end() {
    if (partial.size() > 0) {
      log.print(clean.apply(partial.toString(StandardCharsets.UTF_8)));
      partial.reset();
    }
    log.flush();
  }
}
