package io.jenkins.embedded.platform.prometheus;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A Prometheus on loopback for one run. Closing it ends it. */
public interface PrometheusServer extends AutoCloseable {

  /** Base address, {@code http://127.0.0.1:PORT}. */
  URI uri();

  /** Where it looks for target files, {@code *.json}. */
  Path targetsDirectory();

  /** Where it looks for rule files, {@code *.yaml}, when it is told to reload. */
  Path rulesDirectory();

  /** Whether it is the real program. */
  boolean isReal();

  /** One line for the log: what it is (stand-in, or which program) and where. */
  String description();

  @Override
  void close();

  /**
   * Starts the real {@code prometheus} where it is installed and {@code -Dpaas.services} is not
   * {@code embedded}, otherwise the stand-in.
   *
   * @param directory for its files; target and rule files of an earlier run are removed
   * @throws IOException when it cannot start; the message says why
   */
  static PrometheusServer start(Path directory) throws IOException {
    boolean standIn = "embedded".equals(System.getProperty("paas.services"));
    return PrometheusProcess.isInstalled() && !standIn
        ? PrometheusProcess.start(directory)
        : new EmbeddedPrometheus(directory);
  }
}
