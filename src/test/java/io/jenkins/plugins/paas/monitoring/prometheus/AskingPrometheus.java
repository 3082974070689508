package io.jenkins.plugins.paas.monitoring.prometheus;

import io.jenkins.embedded.platform.process.LocalServices;
import io.jenkins.embedded.platform.process.WatchedProcess;
import io.jenkins.plugins.paas.testing.RealServices;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The real program, which asks for its targets, for tests and benches. */
public final class AskingPrometheus implements AutoCloseable {

  private final WatchedProcess process;
  private final URI uri;

  private AskingPrometheus(WatchedProcess process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Started and ready, or the test is skipped. */
  public static AskingPrometheus start(Path directory, URI document, int refresh, int interval)
      throws IOException {
    Path program = RealServices.program("prometheus", "prometheus");
    Path configuration =
        Files.writeString(
            directory.resolve("asking.yml"),
            """
            global: {scrape_interval: %3$ds, scrape_timeout: 1s}
            scrape_configs:
              - job_name: paas
                http_sd_configs: [{url: '%1$s', refresh_interval: %2$ds}]
            """
                .formatted(document, refresh, interval));
    int port = LocalServices.freePort();
    URI uri = URI.create("http://127.0.0.1:" + port);
    WatchedProcess process =
        WatchedProcess.startUnaware(
            "asking-prometheus",
            directory.toAbsolutePath(),
            List.of(
                program.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + directory.toAbsolutePath().resolve("asked"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn"));
    process.awaitReady(
        Duration.ofSeconds(20), () -> LocalServices.answers(uri.resolve("/-/ready"), 200));
    RealServices.ran("prometheus");
    return new AskingPrometheus(process, uri);
  }

  public URI uri() {
    return uri;
  }

  @Override
  public void close() {
    process.close();
  }
}
