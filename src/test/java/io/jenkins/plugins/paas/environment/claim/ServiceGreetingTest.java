package io.jenkins.plugins.paas.environment.claim;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.platform.process.LocalServices;
import io.jenkins.embedded.platform.process.WatchedProcess;
import io.jenkins.plugins.paas.testing.RealServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Clusters that others run: real ones answer as what they are, everything else is told apart. */
public class ServiceGreetingTest {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aRedisAnswersAsRedisAndAsNothingElse() throws Exception {
    Path program = RealServices.program("redis-server", "redis-server");
    ServiceEndpoint endpoint = endpoint();
    List<String> command =
        List.of(
            program.toString(),
            "--port",
            "" + endpoint.port(),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--requirepass",
            "s3cret");
    try (WatchedProcess redis = WatchedProcess.startUnaware("redis", directory(), command)) {
      redis.awaitReady(LIMIT, () -> greets("redis", endpoint));
      RealServices.ran("redis");
      assertEquals(endpoint + " answers as redis", ServiceGreeting.of("redis", endpoint, TIMEOUT));
      ClaimFailure failure =
          assertThrows(
              ClaimFailure.class, () -> ServiceGreeting.of("postgresql", endpoint, TIMEOUT));
      assertTrue(failure.getMessage(), failure.getMessage().startsWith(endpoint.toString()));
    }
  }

  @Test
  public void aPostgresAnswersAsPostgresql() throws Exception {
    Path program = RealServices.program("postgres", "postgresql");
    // it refuses to run as root
    Path setpriv = RealServices.program("setpriv", "util-linux");
    Path bin = program.toRealPath().getParent();
    Path directory = directory();
    Files.setPosixFilePermissions(
        folder.getRoot().toPath(), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path data = directory.resolve("data");
    List<String> user =
        List.of(setpriv.toString(), "--reuid=postgres", "--regid=postgres", "--clear-groups");
    Process initdb =
        new ProcessBuilder(
                joined(
                    user, bin.resolve("initdb").toString(), "-D", data.toString(), "-A", "trust"))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("initdb.log").toFile())
            .start();
    assertEquals(Files.readString(directory.resolve("initdb.log")), 0, initdb.waitFor());
    ServiceEndpoint endpoint = endpoint();
    List<String> command =
        joined(
            user,
            bin.resolve("postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            "" + endpoint.port(),
            "-c",
            "listen_addresses=127.0.0.1",
            "-k",
            directory.toString());
    try (WatchedProcess postgres = WatchedProcess.startUnaware("postgres", directory, command)) {
      postgres.awaitReady(LIMIT, () -> greets("postgresql", endpoint));
      RealServices.ran("postgres");
      assertEquals(
          endpoint + " answers as postgresql", ServiceGreeting.of("postgresql", endpoint, TIMEOUT));
      assertThrows(ClaimFailure.class, () -> ServiceGreeting.of("mysql", endpoint, TIMEOUT));
    }
  }

  @Test
  public void aClosedPortSaysWhatToCheck() throws Exception {
    ServiceEndpoint endpoint = endpoint();
    ClaimFailure failure =
        assertThrows(ClaimFailure.class, () -> ServiceGreeting.of("kafka", endpoint, TIMEOUT));
    assertTrue(
        failure.getMessage(),
        failure
            .getMessage()
            .startsWith(endpoint + " (kafka) does not answer the controller: Connection refused"));
  }

  private static boolean greets(String type, ServiceEndpoint endpoint) {
    try {
      ServiceGreeting.of(type, endpoint, TIMEOUT);
      return true;
    } catch (ClaimFailure e) {
      return false; // not ready yet
    }
  }

  private static ServiceEndpoint endpoint() throws Exception {
    return ServiceEndpoint.parse("127.0.0.1:" + LocalServices.freePort());
  }

  private Path directory() throws Exception {
    return folder.newFolder().toPath();
  }

  private static List<String> joined(List<String> first, String... rest) {
    List<String> all = new java.util.ArrayList<>(first);
    all.addAll(List.of(rest));
    return all;
  }
}
