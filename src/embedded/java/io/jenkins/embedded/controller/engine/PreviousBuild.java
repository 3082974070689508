package io.jenkins.embedded.controller.engine;

import hudson.model.Result;
import hudson.model.Run;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The result of the last build before one that came to its end. */
final class PreviousBuild {
  private static final String END = "Finished: ";

  private PreviousBuild() {}

  /** Null where there is none. */
  static Result result(Run<?, ?> run) {
    Run<?, ?> previous = run.getPreviousBuild();
    while (previous != null && previous.isBuilding()) {
      previous = previous.getPreviousBuild();
    }
    return previous == null ? logged(run) : previous.getResult();
  }

  /** On the command line earlier builds were other processes': their logs tell how they ended. */
  private static Result logged(Run<?, ?> run) {
    for (int number = run.getNumber() - 1; number > 0; number--) {
      File log = new File(new File(run.getRootDir().getParentFile(), number + ""), "log");
      if (log.isFile()) {
        Result result = last(log);
        if (result != null) {
          return result;
        }
      }
    }
    return null;
  }

  private static Result last(File log) {
    try (RandomAccessFile file = new RandomAccessFile(log, "r")) {
      byte[] tail = new byte[(int) Math.min(file.length(), 256)];
      file.seek(file.length() - tail.length);
      file.readFully(tail);
      String text = new String(tail, StandardCharsets.UTF_8).stripTrailing();
      String end = text.substring(text.lastIndexOf('\n') + 1);
      return end.startsWith(END) ? Result.fromString(end.substring(END.length())) : null;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read how an earlier build ended: " + log, e);
    }
  }
}
