package io.jenkins.embedded.controller.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines of an input stream, read byte by byte: what follows a line stays for other readers. */
final class AnswerLines {
  private static final int LONGEST = 64 * 1024;

  private final InputStream in;
  private String kept;

  AnswerLines(InputStream in) {
    this.in = in;
  }

  /**
   * The next line without its end. A line that comes after the question was settled answers the
   * next one.
   *
   * @return null where the question was settled meanwhile
   */
  String next(InputQuestion question) throws Ended {
    String line = kept == null ? read() : kept;
    kept = question.isSettled() ? line : null;
    return kept == null ? line : null;
  }

  private String read() throws Ended {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      int b = in.read();
      if (b < 0) {
        throw new Ended("standard input has ended");
      }
      while (b >= 0 && b != '\n') {
        if (bytes.size() == LONGEST) {
          throw new Ended("a line of standard input is longer than " + LONGEST + " bytes");
        }
        bytes.write(b);
        b = in.read();
      }
    } catch (IOException e) {
      throw new Ended("standard input cannot be read: " + e.getMessage());
    }
    String line = bytes.toString(StandardCharsets.UTF_8);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** There will be no more answers. */
  static final class Ended extends Exception {
    private static final long serialVersionUID = 1L;

    Ended(String message) {
      super(message);
    }
  }
}
