package io.jenkins.plugins.paas.testing;

import io.jenkins.embedded.platform.process.LocalServices;
import io.jenkins.embedded.platform.process.WatchedProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One real Elasticsearch 7.10.2 for all tests of a JVM, in a JVM of its own. It is the
 * Apache-licensed build: aliases, no data streams, no lifecycle, no security. Tests use names of
 * their own.
 */
public final class SharedElasticsearch {

  private static final String HOW =
      "mvn -q -f src/test/elasticsearch/pom.xml dependency:build-classpath"
          + " -Dmdep.outputFile=\"$PWD/target/elasticsearch.classpath\"";

  private static URI uri;

  private SharedElasticsearch() {}

  /** Its address; skips the test, or fails it, as {@link RealServices} says. Counts the test. */
  public static synchronized URI uri() {
    URI found =
        RealServices.url("elasticsearch").map(URI::create).orElseGet(SharedElasticsearch::started);
    RealServices.ran("elasticsearch");
    return found;
  }

  private static URI started() {
    if (uri == null) {
      Path classPath =
          RealServices.file(
              "elasticsearch",
              Path.of(System.getProperty("paas.target", "target"), "elasticsearch.classpath"),
              "run " + HOW);
      try {
        uri = start(Files.createTempDirectory("paas-elasticsearch"), classPath);
      } catch (IOException | URISyntaxException e) {
        throw new UncheckedIOException(new IOException(e));
      }
    }
    return uri;
  }

  private static URI start(Path home, Path classPath) throws IOException, URISyntaxException {
    Files.createDirectories(home.resolve("tmp"));
    int port = LocalServices.freePort();
    URI address = URI.create("http://127.0.0.1:" + port);
    Path own =
        Path.of(
            ElasticsearchNode.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    WatchedProcess process =
        WatchedProcess.start(
            "elasticsearch",
            home,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms192m",
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + home.resolve("tmp"),
                "-cp",
                own + File.pathSeparator + Files.readString(classPath).strip(),
                ElasticsearchNode.class.getName(),
                home.toString(),
                Integer.toString(port)));
    process.awaitReady(
        Duration.ofSeconds(120),
        () -> LocalServices.answers(address.resolve("/_cluster/health"), 200));
    return address;
  }
}
