package io.jenkins.embedded.platform.registry;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.image.build.BuildRequest;
import io.jenkins.plugins.paas.image.build.JibApplication;
import io.jenkins.plugins.paas.image.build.JibBuild;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.image.registry.RegistryCredential;
import io.jenkins.plugins.paas.image.registry.RegistryFailure;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import io.jenkins.plugins.paas.testing.RealServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The registry client and jib on the real docker-registry with htpasswd. */
public class DockerRegistryProcessTest {

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void takesAnImageAndAnswersItsDigest() throws Exception {
    RealServices.program("docker-registry", "docker-registry");
    RealServices.program("htpasswd", "apache2-utils");
    Path context = folder.newFolder().toPath();
    Files.createDirectories(context.resolve("target/classes"));
    Files.writeString(context.resolve("target/classes/words.properties"), "hello=Hello");
    ProcessHandle process;
    try (RegistryServer server = RegistryServer.start(folder.newFolder().toPath(), "t0ken")) {
      assertTrue(server.description(), server.description().contains("(real, process "));
      process = own("docker-registry");
      RegistryHost host = RegistryHost.of(server.uri().toString());
      RegistryCredential credential = new RegistryCredential("paas", () -> "t0ken");
      BuildRequest request =
          new BuildRequest(ImageReference.parse(host.name() + "/shop/api"), List.of("1"));
      try (RegistryClient client = RegistryClient.of(host, credential);
          RegistryClient stranger =
              RegistryClient.of(host, new RegistryCredential("paas", () -> "wrong"))) {
        client.ping();
        String digest =
            new JibBuild(
                    request,
                    new JibApplication().mainClass("Hello"),
                    context,
                    folder.newFolder().toPath(),
                    line -> {})
                .run(client);
        Manifest manifest = client.manifest("shop/api", "1").orElseThrow();
        assertEquals(digest, manifest.digest());
        client.tag("shop/api", manifest, "2");
        assertEquals(Set.of("1", "2"), Set.copyOf(client.tags("shop/api")));
        assertTrue(client.blobExists("shop/api", manifest.layers().get(0)));
        assertTrue(server.pushedInThisRun(digest));
        assertFalse(server.pushedInThisRun("sha256:" + "0".repeat(64)));
        assertThrows(RegistryFailure.class, stranger::ping);
      }
      RealServices.ran("docker-registry");
    }
    assertFalse("docker-registry should have ended", process.isAlive());
  }

  private static ProcessHandle own(String program) {
    return ProcessHandle.current()
        .descendants()
        .filter(p -> p.info().command().orElse("").endsWith(program))
        .findFirst()
        .orElseThrow();
  }
}
