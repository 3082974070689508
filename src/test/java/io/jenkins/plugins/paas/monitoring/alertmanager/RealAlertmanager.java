package io.jenkins.plugins.paas.monitoring.alertmanager;

import io.jenkins.embedded.platform.process.LocalServices;
import io.jenkins.embedded.platform.process.WatchedProcess;
import io.jenkins.plugins.paas.testing.RealServices;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The real program on a free port of loopback, for tests. */
public final class RealAlertmanager implements AutoCloseable {

  private static final String PROGRAM = "prometheus-alertmanager";

  private final WatchedProcess process;
  private final URI uri;

  private RealAlertmanager(WatchedProcess process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Started and ready, or the test is skipped. */
  public static RealAlertmanager start(Path directory) throws IOException {
    Path program = RealServices.program(PROGRAM, PROGRAM);
    Path configuration =
        Files.writeString(
            directory.resolve("alertmanager.yml"),
            "route: {receiver: n}\nreceivers: [{name: n}]\n");
    int port = LocalServices.freePort();
    URI uri = URI.create("http://127.0.0.1:" + port);
    WatchedProcess process =
        WatchedProcess.startUnaware(
            PROGRAM,
            directory.toAbsolutePath(),
            List.of(
                program.toString(),
                "--config.file=" + configuration,
                "--storage.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address="));
    process.awaitReady(
        Duration.ofSeconds(20), () -> LocalServices.answers(uri.resolve("/-/ready"), 200));
    RealServices.ran("alertmanager");
    return new RealAlertmanager(process, uri);
  }

  public URI uri() {
    return uri;
  }

  @Override
  public void close() {
    process.close();
  }
}
