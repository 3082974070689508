package io.jenkins.plugins.paas.testing;

import io.jenkins.embedded.platform.process.WatchedProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real rsyslog of a test's own, with its configuration as a file. */
public final class RealRsyslog implements AutoCloseable {

  private final WatchedProcess process;

  /**
   * @param port of its imtcp, which the configuration opens
   */
  public RealRsyslog(Path directory, String configuration, int port) throws IOException {
    Path program = RealServices.program("rsyslogd", "rsyslog rsyslog-elasticsearch");
    RealServices.ran("rsyslog");
    Path file = directory.resolve("rsyslog.conf");
    Files.writeString(file, "global(workDirectory=\"" + directory + "\")\n" + configuration);
    process =
        WatchedProcess.startUnaware(
            "rsyslog",
            directory,
            List.of(program.toString(), "-n", "-iNONE", "-f", file.toString()));
    process.awaitReady(
        Duration.ofSeconds(20),
        () -> {
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
          } catch (IOException e) {
            return false;
          }
        });
  }

  @Override
  public void close() {
    process.close();
  }
}
