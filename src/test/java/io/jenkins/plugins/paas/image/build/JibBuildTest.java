package io.jenkins.plugins.paas.image.build;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.platform.registry.EmbeddedRegistry;
import io.jenkins.embedded.platform.registry.RegistryServer;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.image.registry.RegistryCredential;
import io.jenkins.plugins.paas.image.registry.RegistryFailure;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Real builds by jib-core against the registry stand-in. */
public class JibBuildTest {

  private static final RegistryCredential CREDENTIAL =
      new RegistryCredential(RegistryServer.USER, () -> "t0ken");

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private final List<String> log = new ArrayList<>();
  private RegistryServer registry;
  private Path context;

  @Before
  public void start() throws Exception {
    registry = new EmbeddedRegistry(folder.newFolder().toPath(), "t0ken");
    context = folder.newFolder().toPath();
    Files.createDirectories(context.resolve("classes"));
    Files.createDirectories(context.resolve("libs"));
    Files.writeString(context.resolve("classes/words.properties"), "hello=Hello");
    Files.writeString(context.resolve("libs/library-1.jar"), "not really a jar");
    compile("Hello", "1");
  }

  @After
  public void stop() {
    registry.close();
  }

  @Test
  public void theSameInputsGiveTheSameDigestAndAChangedClassOneLayer() throws Exception {
    String first = build(request("1"), application());
    Files.setLastModifiedTime(
        context.resolve("classes/words.properties"), FileTime.from(Instant.EPOCH));
    String again = build(request("1"), application());
    assertEquals(first, again);

    compile("Hello", "2");
    String changed = build(request("2", "latest"), application());
    assertNotEquals(first, changed);

    try (RegistryClient client = RegistryClient.of(host(), CREDENTIAL)) {
      Manifest one = client.manifest("shop/api", "1").orElseThrow();
      Manifest two = client.manifest("shop/api", "2").orElseThrow();
      assertEquals(first, one.digest());
      assertEquals(changed, two.digest());
      assertEquals(changed, client.manifest("shop/api", "latest").orElseThrow().digest());
      assertEquals(3, one.layers().size());
      assertEquals(one.layers().subList(0, 2), two.layers().subList(0, 2));
      assertNotEquals(one.layers().get(2), two.layers().get(2));
    }
  }

  @Test
  public void onlyTheChangedLayerIsPushed() throws Exception {
    build(request("1"), application());
    compile("Hello", "2");
    try (FaultyServer between = FaultyServer.inFrontOf(registry.uri())) {
      String name = between.uri().getAuthority();
      BuildRequest request =
          new BuildRequest(ImageReference.parse(name + "/shop/api"), List.of("2"));
      try (RegistryClient client = RegistryClient.of(RegistryHost.of(name), CREDENTIAL)) {
        new JibBuild(request, application(), context, folder.newFolder().toPath(), log::add)
            .run(client);
      }
      // the classes and the configuration; the other two layers are found by HEAD
      assertEquals(2, between.count("POST", "/blobs/uploads/"));
    }
  }

  @Test
  public void aLayerThatTheRegistryHasIsNotReadAgain() throws Exception {
    Path cache = folder.newFolder().toPath();
    build(request("1"), application(), cache);
    try (Stream<Path> files = Files.walk(cache.resolve("application/layers"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.write(file, new byte[0]); // whoever reads it now makes another digest
      }
    }
    compile("Hello", "2");
    build(request("2"), application(), cache);
    assertTrue(log.toString(), log.contains("pushed 2 of 4 blobs, the registry had the others"));
  }

  @Test
  public void aRefusalInTheMiddleOfThePushEndsItAndIsSaid() throws Exception {
    Path cache = folder.newFolder().toPath();
    Files.write(context.resolve("libs/library-1.jar"), noise(600_000));
    try (FaultyServer between = FaultyServer.inFrontOf(registry.uri()).only("PUT", "/uploads/")) {
      between.then(FaultyServer.answer(403, "{}"));
      String name = between.uri().getAuthority();
      BuildRequest request =
          new BuildRequest(ImageReference.parse(name + "/shop/api"), List.of("1"));
      try (RegistryClient client = RegistryClient.of(RegistryHost.of(name), CREDENTIAL)) {
        JibBuild build = new JibBuild(request, application(), context, cache, log::add);
        RegistryFailure refused = assertThrows(RegistryFailure.class, () -> build.run(client));
        assertEquals(
            "Registry "
                + name
                + " knows user 'paas' but denies an upload to shop/api (403). Give that account"
                + " the right, or name another credentialsId.",
            refused.getMessage());
        assertTrue(client.manifest("shop/api", "1").isEmpty());
      }
    }
    assertNothingStays(cache);
  }

  @Test
  public void theBasesLayersAreNotMovedWithinTheRegistry() throws Exception {
    build(request("base"), application());
    compile("Hello", "2");
    Files.writeString(context.resolve("classes/words.properties"), "hello=Hallo");
    Files.writeString(context.resolve("libs/library-1.jar"), "no jar either");
    BuildRequest other =
        new BuildRequest(ImageReference.parse(host().name() + "/shop/web"), List.of("1"));
    Path cache = folder.newFolder().toPath();
    build(other, application().base(host().name() + "/shop/api:base"), cache);
    assertTrue(log.toString(), log.contains("pushed 4 of 7 blobs, the registry had the others"));
  }

  @Test
  public void whatTheUserMustChangeIsSaid() throws Exception {
    BuildFailure missing =
        assertThrows(
            BuildFailure.class,
            () -> build(request("1"), new JibApplication().classes("target/classes")));
    assertTrue(missing.getMessage(), missing.getMessage().contains("target/classes"));

    compile("Other", "1");
    BuildFailure several =
        assertThrows(BuildFailure.class, () -> build(request("1"), application()));
    assertEquals(
        "Several classes have a main method: Hello, Other. Name mainClass.", several.getMessage());
    build(request("1"), application().mainClass("Other"));
  }

  @Test
  public void aPushThatIsInterruptedOnceIsRepeatedAndNothingStaysBehind() throws Exception {
    Path cache = folder.newFolder().toPath();
    try (FaultyServer between = FaultyServer.inFrontOf(registry.uri()).only("POST", "/uploads/")) {
      between.then(FaultyServer.answer(503, "{}"), FaultyServer.resetBefore());
      String name = between.uri().getAuthority();
      BuildRequest request =
          new BuildRequest(ImageReference.parse(name + "/shop/api"), List.of("1"));
      try (RegistryClient client = RegistryClient.of(RegistryHost.of(name), CREDENTIAL)) {
        new JibBuild(request, application(), context, cache, log::add).run(client);
        assertTrue(client.manifest("shop/api", "1").isPresent());
      }
    }
    assertNothingStays(cache);
  }

  private static void assertNothingStays(Path cache) throws IOException {
    try (Stream<Path> left = Files.list(cache)) {
      assertEquals(
          List.of("application", "base"),
          left.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  public void aBaseImageOfThePlatformsRegistryIsReadWithItsPassword() throws Exception {
    String base = build(request("base"), application());
    JibApplication onIt = application().base(host().name() + "/shop/api:base");
    String built = build(request("on-it"), onIt);
    assertEquals(
        "the relay's address must not be part of the image", built, build(request("2"), onIt));
    try (RegistryClient client = RegistryClient.of(host(), CREDENTIAL)) {
      Manifest below = client.manifest("shop/api", base).orElseThrow();
      Manifest above = client.manifest("shop/api", "on-it").orElseThrow();
      assertEquals(below.layers(), above.layers().subList(0, below.layers().size()));
      assertEquals(2 * below.layers().size(), above.layers().size());
    }
    assertTrue(log.toString(), log.stream().noneMatch(line -> line.contains("TLS")));

    IOException missing =
        assertThrows(
            IOException.class,
            () -> build(request("1"), application().base(host().name() + "/shop/none:1")));
    assertEquals(
        "Registry " + host().name() + " has no base image " + host().name() + "/shop/none:1.",
        missing.getMessage());
  }

  @Test
  public void aRefusingRegistryIsNamedWithoutThePassword() throws Exception {
    RegistryCredential wrong = new RegistryCredential("paas", () -> "s3cret-wrong");
    try (RegistryClient client = RegistryClient.of(host(), wrong)) {
      JibBuild build =
          new JibBuild(request("1"), application(), context, folder.newFolder().toPath(), log::add);
      RegistryFailure refused = assertThrows(RegistryFailure.class, () -> build.run(client));
      assertTrue(refused.getMessage(), refused.getMessage().contains("refuses user 'paas'"));
      assertTrue(refused.getMessage(), !refused.getMessage().contains("s3cret-wrong"));
    }
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private JibApplication application() {
    JibApplication application = new JibApplication().classes("classes").dependencies("libs");
    application.ports().add(8080);
    return application;
  }

  private BuildRequest request(String... tags) {
    ImageReference image = ImageReference.parse(host().name() + "/shop/api");
    return new BuildRequest(image, List.of(tags)).createdEpochSeconds(1_700_000_000L);
  }

  private RegistryHost host() {
    return RegistryHost.of(registry.uri().toString());
  }

  private String build(BuildRequest request, JibApplication application) throws Exception {
    // a cache of its own each time: the digest must not come from what an earlier build left
    return build(request, application, folder.newFolder().toPath());
  }

  private String build(BuildRequest request, JibApplication application, Path cache)
      throws Exception {
    try (RegistryClient client = RegistryClient.of(host(), CREDENTIAL)) {
      return new JibBuild(request, application, context, cache, log::add).run(client);
    }
  }

  private void compile(String name, String text) throws Exception {
    Path source = folder.newFolder().toPath().resolve(name + ".java");
    Files.writeString(
        source,
        "public class %s { public static void main(String[] a) { System.out.println(\"%s\"); } }"
            .formatted(name, text));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", context.resolve("classes").toString(), source.toString());
    assertEquals(0, result);
  }
}
