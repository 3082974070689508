package io.jenkins.plugins.paas.image.registry;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.platform.registry.DockerRegistryProcess;
import io.jenkins.embedded.platform.registry.EmbeddedRegistry;
import io.jenkins.embedded.platform.registry.RegistryServer;
import io.jenkins.plugins.paas.testing.RealServices;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/** The same requests to the stand-in and to the real docker-registry. */
@RunWith(Parameterized.class)
public class DistributionContractTest {

  private static final String SBOM = "application/vnd.cyclonedx+json";

  @Parameterized.Parameters(name = "{0}")
  public static List<String> registries() {
    return List.of("embedded", "embedded with a token service", "docker-registry");
  }

  @Parameterized.Parameter public String kind;

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private RegistryServer server;
  private RegistryClient client;

  @Before
  public void start() throws Exception {
    Path directory = folder.newFolder().toPath();
    if (kind.equals("docker-registry")) {
      RealServices.program("docker-registry", "docker-registry");
      RealServices.program("htpasswd", "apache2-utils");
      server = DockerRegistryProcess.start(directory, "t0ken");
      RealServices.ran("docker-registry");
    } else {
      server =
          kind.equals("embedded")
              ? new EmbeddedRegistry(directory, "t0ken")
              : EmbeddedRegistry.withTokenService(directory, "t0ken");
    }
    client =
        RegistryClient.of(
            RegistryHost.of(server.uri().toString()),
            new RegistryCredential(RegistryServer.USER, () -> "t0ken"));
  }

  @After
  public void stop() {
    if (server != null) {
      client.close();
      server.close();
    }
  }

  @Test
  public void imagesAndIndexesByTagAndByDigest() throws Exception {
    Manifest image = ImageContent.push(client, "shop/api", "layer one");
    client.tag("shop/api", image, "1");
    Manifest index =
        Manifest.read(
            "application/vnd.oci.image.index.v1+json",
            ("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
                    + "\"manifests\":[{\"mediaType\":\""
                    + image.mediaType()
                    + "\",\"digest\":\""
                    + image.digest()
                    + "\",\"size\":"
                    + image.size()
                    + ",\"platform\":{\"architecture\":\"amd64\",\"os\":\"linux\"}}]}")
                .getBytes(StandardCharsets.UTF_8));
    client.tag("shop/api", index, "list");

    assertEquals(image.digest(), client.manifest("shop/api", "1").orElseThrow().digest());
    Manifest byDigest = client.manifest("shop/api", image.digest()).orElseThrow();
    assertEquals(image.mediaType(), byDigest.mediaType());
    assertEquals(image.layers(), byDigest.layers());
    Manifest list = client.manifest("shop/api", "list").orElseThrow();
    assertEquals(index.digest(), list.digest());
    assertEquals(List.of(image.digest()), list.manifests());
    assertTrue(client.manifest("shop/api", "none").isEmpty());
    assertTrue(client.manifest("shop/other", image.digest()).isEmpty());
  }

  @Test
  public void blobsAreReadAndMountedWithoutBeingSentAgain() throws Exception {
    Manifest image = ImageContent.push(client, "shop/api", "layer one");
    String layer = image.layers().get(0);
    byte[] read = client.readBlob("shop/api", layer, in -> in.readAllBytes());
    assertArrayEquals("layer one".getBytes(StandardCharsets.UTF_8), read);

    assertFalse(client.blobExists("shop/web", layer));
    assertTrue(client.mountBlob("shop/web", layer, "shop/api"));
    assertTrue(client.blobExists("shop/web", layer));

    String unknown = Manifest.digestOf("none".getBytes(StandardCharsets.UTF_8));
    assertFalse(client.mountBlob("shop/web", unknown, "shop/api"));
    assertFalse(client.blobExists("shop/web", unknown));
    String message =
        assertThrows(
                RegistryFailure.class,
                () -> client.readBlob("shop/web", unknown, in -> in.readAllBytes()))
            .getMessage();
    assertTrue(message, message.contains("has no blob " + unknown + " in shop/web"));
  }

  @Test
  public void allTagsOfAll() throws Exception {
    assertEquals(List.of(), client.tags("shop/api"));
    Manifest image = ImageContent.push(client, "shop/api", "layer one");
    for (int i = 1; i <= 7; i++) {
      client.tag("shop/api", image, "v" + i);
    }
    Set<String> all = Set.of("v1", "v2", "v3", "v4", "v5", "v6", "v7");
    assertEquals(all, Set.copyOf(client.tags("shop/api")));
    assertEquals(all, Set.copyOf(client.tags("shop/api", 3)));
  }

  @Test
  public void whatIsAttachedIsListed() throws Exception {
    Manifest image = ImageContent.push(client, "shop/api", "layer one");
    client.tag("shop/api", image, "1");
    Referrers referrers = client.referrers("shop/api");
    assertEquals(List.of(), referrers.list(image.digest(), null));

    byte[] content = "{\"bomFormat\":\"CycloneDX\"}".getBytes(StandardCharsets.UTF_8);
    Referrers.Attached attached = referrers.attach(image, SBOM, content, Map.of("by", "test"));
    Referrers.Attached again = referrers.attach(image, SBOM, content, Map.of("by", "test"));
    referrers.attach(image, "application/vnd.example", content, Map.of());

    assertEquals(attached.referrer(), again.referrer());
    assertEquals(kind.equals("docker-registry"), attached.byTag());
    List<ContentDescriptor> found = referrers.list(image.digest(), SBOM);
    assertEquals(List.of(attached.referrer()), found);
    assertEquals("test", found.get(0).annotations().get("by"));
    assertEquals(2, referrers.list(image.digest(), null).size());
    assertEquals(
        attached.byTag(), client.tags("shop/api").contains(Referrers.fallbackTag(image.digest())));
    Manifest manifest = client.manifest("shop/api", found.get(0).digest()).orElseThrow();
    assertArrayEquals(
        content, client.readBlob("shop/api", manifest.layers().get(0), in -> in.readAllBytes()));
  }
}
