package hudson.model;

import hudson.util.StreamTaskListener;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/** Receives the log of something that runs. */
public interface TaskListener extends SerializableOnlyOverRemoting {
  TaskListener NULL =
      new StreamTaskListener(OutputStream.nullOutputStream(), StandardCharsets.UTF_8);

  PrintStream getLogger();

  /** Prints {@code ERROR: …}; what follows goes to the writer. */
  default PrintWriter error(String msg) {
    PrintStream log = getLogger();
    log.println("ERROR: " + msg);
    return new PrintWriter(new OutputStreamWriter(log, StandardCharsets.UTF_8), true);
  }

  default PrintWriter error(String format, Object... args) {
    return error(String.format(format, args));
  }

  /** Prints {@code FATAL: …}. */
  default PrintWriter fatalError(String msg) {
    PrintStream log = getLogger();
    log.println("FATAL: " + msg);
    return new PrintWriter(new OutputStreamWriter(log, StandardCharsets.UTF_8), true);
  }
}
