package io.jenkins.embedded.platform.prometheus;

import io.jenkins.embedded.platform.process.LocalServices;
import io.jenkins.embedded.platform.process.WatchedProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The real {@code prometheus}, with its own configuration and data, on a free port of loopback. */
public final class PrometheusProcess implements PrometheusServer {

  private static final String PROGRAM = "prometheus";

  private final WatchedProcess process;
  private final PrometheusDirectories directories;
  private final URI uri;

  private PrometheusProcess(WatchedProcess process, PrometheusDirectories directories, URI uri) {
    this.process = process;
    this.directories = directories;
    this.uri = uri;
  }

  public static boolean isInstalled() {
    return LocalServices.program(PROGRAM).isPresent();
  }

  /**
   * @throws IOException when it is not ready in 20 s, with the end of its log
   */
  public static PrometheusProcess start(Path directory) throws IOException {
    PrometheusDirectories directories = PrometheusDirectories.in(directory);
    Path configuration = directory.toAbsolutePath().resolve("prometheus.yml");
    Files.writeString(configuration, configuration(directories));
    int port = LocalServices.freePort();
    URI uri = URI.create("http://127.0.0.1:" + port);
    WatchedProcess process =
        WatchedProcess.startUnaware(
            PROGRAM,
            directory.toAbsolutePath(),
            List.of(
                LocalServices.program(PROGRAM).orElseThrow().toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + directory.toAbsolutePath().resolve("data"),
                "--storage.tsdb.retention.time=1d",
                "--web.listen-address=127.0.0.1:" + port,
                "--web.enable-lifecycle",
                "--log.level=warn"));
    process.awaitReady(
        Duration.ofSeconds(20), () -> LocalServices.answers(uri.resolve("/-/ready"), 200));
    return new PrometheusProcess(process, directories, uri);
  }

  private static String configuration(PrometheusDirectories directories) {
    return """
    global:
      scrape_interval: 2s
      scrape_timeout: 2s
      evaluation_interval: 2s
    rule_files: ['%s/*.yaml']
    scrape_configs:
      - job_name: paas
        file_sd_configs:
          - files: ['%s/*.json']
            refresh_interval: 2s
    """
        .formatted(quoted(directories.rules()), quoted(directories.targets()));
  }

  private static String quoted(Path path) {
    return path.toString().replace("'", "''");
  }

  @Override
  public URI uri() {
    return uri;
  }

  @Override
  public Path targetsDirectory() {
    return directories.targets();
  }

  @Override
  public Path rulesDirectory() {
    return directories.rules();
  }

  @Override
  public boolean isReal() {
    return true;
  }

  @Override
  public String description() {
    return "prometheus (real, process " + process.pid() + ") at " + uri;
  }

  @Override
  public void close() {
    process.close();
  }
}
