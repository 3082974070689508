package io.jenkins.embedded.platform.opensearch;

import io.jenkins.embedded.platform.process.LocalServices;
import io.jenkins.embedded.platform.process.WatchedProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A real OpenSearch 2.19.1, one node in a JVM of its own, HTTP on a free port of loopback, without
 * security. Ready in about 4 s on two idle cores, with 230 MiB; data are those of this run. It has
 * data streams and ingest pipelines, and no ISM.
 */
public final class OpenSearchProcess implements AutoCloseable {

  /** Where the launcher puts OpenSearch's own class path, relative to the project. */
  public static final String CLASS_PATH_FILE = "opensearch.classpath";

  /** Names another file with the class path. */
  public static final String CLASS_PATH_PROPERTY = "paas.opensearch.classpath";

  /** What makes the class path, for messages. */
  public static final String HOW =
      "mvn -q -f src/embedded/opensearch/pom.xml dependency:build-classpath"
          + " -Dmdep.outputFile=\"$PWD/target/opensearch.classpath\"";

  private final WatchedProcess process;
  private final URI uri;

  /**
   * Starts and waits until it answers.
   *
   * @param directory for data and log; data of an earlier run are removed
   * @throws IOException when it does not answer in 60 s, with the end of its log
   */
  public OpenSearchProcess(Path directory) throws IOException {
    this(directory, classPathFile());
  }

  /**
   * @param classPathFile one line, as Maven's dependency plugin writes it
   */
  public OpenSearchProcess(Path directory, Path classPathFile) throws IOException {
    if (!Files.exists(classPathFile)) {
      throw new IOException(
          "OpenSearch's class path " + classPathFile + " is not there. Make it by: " + HOW);
    }
    Path home = directory.toAbsolutePath();
    LocalServices.deleteTree(home.resolve("data"));
    Files.createDirectories(home.resolve("tmp"));
    int port = LocalServices.freePort();
    uri = URI.create("http://127.0.0.1:" + port);
    String classPath = ownClasses() + File.pathSeparator + Files.readString(classPathFile).strip();
    process =
        WatchedProcess.start(
            "opensearch",
            home,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms192m",
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + home.resolve("tmp"),
                "-cp",
                classPath,
                OpenSearchNode.class.getName(),
                home.toString(),
                Integer.toString(port)));
    process.awaitReady(
        Duration.ofSeconds(60), () -> LocalServices.answers(uri.resolve("/_cluster/health"), 200));
  }

  /** Where the class path is: by the system property, else beside the project's own classes. */
  public static Path classPathFile() {
    String named = System.getProperty(CLASS_PATH_PROPERTY);
    return named == null ? ownClasses().resolveSibling(CLASS_PATH_FILE) : Path.of(named);
  }

  private static Path ownClasses() {
    try {
      return Path.of(
          OpenSearchNode.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("where this program's classes are cannot be told", e);
    }
  }

  /** Base address, {@code http://127.0.0.1:PORT}. */
  public URI uri() {
    return uri;
  }

  /** One line for the log: which program, and where. */
  public String description() {
    return "OpenSearch 2.19.1 (real, process " + process.pid() + ") at " + uri;
  }

  @Override
  public void close() {
    process.close();
  }
}
