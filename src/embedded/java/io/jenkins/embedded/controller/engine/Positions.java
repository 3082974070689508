package io.jenkins.embedded.controller.engine;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/** Remembers at which line of the script a failure came up. */
final class Positions {
  private final String file;
  private final Map<Throwable, Integer> lines =
      Collections.synchronizedMap(new IdentityHashMap<>());

  Positions(String file) {
    this.file = file;
  }

  /** Called on the thread that runs the script; the innermost call wins. */
  void note(Throwable t) {
    if (!lines.containsKey(t)) {
      int line = line(new Throwable().getStackTrace());
      if (line > 0) {
        lines.put(t, line);
      }
    }
  }

  /** {@code " (Jenkinsfile:38)"}, or nothing where no line of the script is in the trace. */
  String suffix(Throwable t) {
    for (Throwable c = t; c != null; c = c.getCause() == c ? null : c.getCause()) {
      Integer noted = lines.get(c);
      int line = noted != null ? noted : line(c.getStackTrace());
      if (line > 0) {
        return " (" + file + ":" + line + ")";
      }
    }
    return "";
  }

  private int line(StackTraceElement[] trace) {
    for (StackTraceElement element : trace) {
      if (file.equals(element.getFileName()) && element.getLineNumber() > 0) {
        return element.getLineNumber();
      }
    }
    return 0;
  }
}
