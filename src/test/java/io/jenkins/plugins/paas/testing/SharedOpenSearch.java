package io.jenkins.plugins.paas.testing;

import io.jenkins.embedded.platform.opensearch.OpenSearchProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** One real OpenSearch for all tests of a JVM. Tests use names of their own. */
public final class SharedOpenSearch {

  private static OpenSearchProcess process;

  private SharedOpenSearch() {}

  /** Its address; skips the test, or fails it, as {@link RealServices} says. Counts the test. */
  public static synchronized URI uri() {
    URI uri = RealServices.url("opensearch").map(URI::create).orElseGet(SharedOpenSearch::started);
    RealServices.ran("opensearch");
    return uri;
  }

  private static URI started() {
    if (process == null) {
      Path classPath =
          RealServices.file(
              "opensearch", OpenSearchProcess.classPathFile(), "run " + OpenSearchProcess.HOW);
      try {
        process = new OpenSearchProcess(Files.createTempDirectory("paas-opensearch"), classPath);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return process.uri();
  }
}
