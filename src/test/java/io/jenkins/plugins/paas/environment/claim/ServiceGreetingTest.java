package io.jenkins.plugins.paas.environment.claim;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.platform.process.LocalServices;
import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.DataServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Clusters that others run: real ones answer as what they are, everything else is told apart. */
public class ServiceGreetingTest {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aRedisAnswersAsRedis() throws Exception {
    try (DataServer server = DataServer.redis(directory(), "s3cret")) {
      answersAs("redis", "postgresql", server);
    }
  }

  @Test
  public void aPostgresAnswersAsPostgresql() throws Exception {
    try (DataServer server = DataServer.postgres(directory())) {
      answersAs("postgresql", "mysql", server);
    }
  }

  @Test
  public void aMariaDbAnswersAsMysql() throws Exception {
    try (DataServer server = DataServer.mysql(directory())) {
      answersAs("mysql", "redis", server);
    }
  }

  @Test
  public void aRabbitMqAnswersAsRabbitmq() throws Exception {
    try (DataServer server = DataServer.rabbitmq(directory())) {
      answersAs("rabbitmq", "mongodb", server);
    }
  }

  @Test
  public void anObjectStoreAnswersAsS3() throws Exception {
    try (DataServer server = DataServer.s3(directory(), "shop", "s3cret")) {
      answersAs("s3", "rabbitmq", server);
    }
  }

  @Test
  public void aClosedPortSaysWhatToCheck() throws Exception {
    ServiceEndpoint endpoint = ServiceEndpoint.parse("127.0.0.1:" + LocalServices.freePort());
    ClaimFailure failure =
        assertThrows(ClaimFailure.class, () -> ServiceGreeting.of("kafka", endpoint, TIMEOUT));
    assertTrue(
        failure.getMessage(),
        failure
            .getMessage()
            .startsWith(endpoint + " (kafka) does not answer the controller: Connection refused"));
  }

  private static void answersAs(String type, String other, DataServer server) throws Exception {
    ServiceEndpoint endpoint = ServiceEndpoint.parse(server.endpoint());
    String said =
        Await.until(
            LIMIT,
            () -> greeted(type, endpoint),
            answer -> answer.endsWith(" answers as " + type),
            () -> greeted(type, endpoint));
    assertEquals(endpoint + " answers as " + type, said);
    ClaimFailure failure =
        assertThrows(ClaimFailure.class, () -> ServiceGreeting.of(other, endpoint, TIMEOUT));
    assertTrue(failure.getMessage(), failure.getMessage().startsWith(endpoint.toString()));
  }

  private static String greeted(String type, ServiceEndpoint endpoint) {
    try {
      return ServiceGreeting.of(type, endpoint, TIMEOUT);
    } catch (ClaimFailure e) {
      return e.getMessage(); // it listens before it is ready
    }
  }

  private Path directory() throws Exception {
    Files.setPosixFilePermissions(
        folder.getRoot().toPath(), PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder.newFolder().toPath();
  }
}
