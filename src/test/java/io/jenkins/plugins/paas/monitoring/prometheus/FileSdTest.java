package io.jenkins.plugins.paas.monitoring.prometheus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FileSdTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private Path directory() {
    return folder.getRoot().toPath();
  }

  private static TargetGroup group(String registration, String... addresses) {
    return TargetGroup.of(registration, List.of(addresses), "/metrics", Map.of("team", "a"));
  }

  @Test
  public void groupsOfOneApplicationShareItsFile() throws Exception {
    FileSd files = new FileSd(directory());
    assertEquals(Outcome.CREATED, files.register("shop", group("s/api", "10.0.0.1:80")));
    assertEquals(Outcome.CREATED, files.register("shop", group("s/web", "10.0.0.2:80")));
    assertEquals(Outcome.UNCHANGED, files.register("shop", group("s/web", "10.0.0.2:80")));
    assertEquals(Outcome.UPDATED, files.register("shop", group("s/web", "10.0.0.3:80")));
    JsonNode json = JSON.readTree(Files.readString(directory().resolve("paas-shop.json")));
    assertEquals(2, json.size());
    assertEquals("10.0.0.1:80", json.get(0).at("/targets/0").asText());
    assertEquals("10.0.0.3:80", json.get(1).at("/targets/0").asText());
    assertEquals("a", json.get(1).at("/labels/team").asText());
    assertEquals("/metrics", json.get(1).at("/labels/__metrics_path__").asText());
  }

  @Test
  public void othersFilesAndGroupsAreUntouched() throws Exception {
    Path foreign = Files.writeString(directory().resolve("team.json"), "[not ours");
    Path own = directory().resolve("paas-shop.json");
    Files.writeString(own, "[{\"targets\":[\"by-hand:1\"]}]");
    FileSd files = new FileSd(directory());
    files.register("shop", group("s/api", "10.0.0.1:80"));
    assertEquals(Outcome.REMOVED, files.unregister("shop", "s/api"));
    assertEquals(Outcome.UNCHANGED, files.unregister("shop", "s/api"));
    assertEquals("[not ours", Files.readString(foreign));
    assertEquals("by-hand:1", JSON.readTree(Files.readString(own)).at("/0/targets/0").asText());
  }

  @Test
  public void fileGoesWithItsLastGroup() throws Exception {
    FileSd files = new FileSd(directory());
    files.register("shop", group("s/api", "10.0.0.1:80"));
    files.unregister("shop", "s/api");
    assertEquals(List.of(), List.of(directory().toFile().list()));
  }

  @Test
  public void readersNeverSeeHalfAFile() throws Exception {
    FileSd files = new FileSd(directory());
    files.register("shop", group("s/api", "10.0.0.1:80"));
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Integer> reader =
        CompletableFuture.supplyAsync(
            () -> {
              int reads = 0;
              try {
                while (!done.get() || reads < 10) {
                  JSON.readTree(Files.readString(files.file("shop"))).get(0).get("targets");
                  reads++;
                }
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              return reads;
            });
    for (int i = 0; i < 200; i++) {
      files.register("shop", group("s/api", "10.0.0.1:" + (1000 + i), "10.0.0.2:80"));
    }
    done.set(true);
    assertTrue(reader.get() >= 10);
    assertEquals(
        "no draft stays behind", List.of("paas-shop.json"), List.of(directory().toFile().list()));
  }

  @Test
  public void fileIsReadableByPrometheusUser() throws Exception {
    FileSd files = new FileSd(directory());
    files.register("shop", group("s/api", "10.0.0.1:80"));
    Path probe = Files.writeString(directory().resolve("probe"), "");
    assertEquals(
        Files.getPosixFilePermissions(probe), Files.getPosixFilePermissions(files.file("shop")));
  }

  @Test
  public void missingDirectoryIsNamed() {
    FileSd files = new FileSd(directory().resolve("absent"));
    PrometheusFailure failure =
        assertThrows(PrometheusFailure.class, () -> files.register("shop", group("s/api", "a:1")));
    assertTrue(failure.getMessage(), failure.getMessage().contains("absent"));
    assertTrue(failure.getMessage(), failure.getMessage().contains("create it"));
  }

  @Test
  public void brokenFileIsNotOverwritten() throws Exception {
    Path own = Files.writeString(directory().resolve("paas-shop.json"), "{]");
    FileSd files = new FileSd(directory());
    PrometheusFailure failure =
        assertThrows(PrometheusFailure.class, () -> files.register("shop", group("s/api", "a:1")));
    assertTrue(failure.getMessage(), failure.getMessage().contains("nothing was changed"));
    assertEquals("{]", Files.readString(own));
  }

  @Test
  public void wrongTextsAreRefusedWithTheRule() {
    assertRefused("host:port", () -> group("r", "http://a:80/metrics"));
    assertRefused("host:port", () -> group("r", "a:99999"));
    assertRefused("begin with '/'", () -> TargetGroup.of("r", List.of("a:1"), "metrics", Map.of()));
    assertRefused(
        "'my-label' is no label name",
        () -> TargetGroup.of("r", List.of("a:1"), "/m", Map.of("my-label", "x")));
    assertRefused(
        "'__address__'",
        () -> TargetGroup.of("r", List.of("a:1"), "/m", Map.of("__address__", "x")));
    assertRefused("no DNS label", () -> new FileSd(directory()).file("../shop"));
    assertFalse(group("r", "[::1]:80", "db.local:1").addresses().isEmpty());
  }

  private static void assertRefused(String part, org.junit.function.ThrowingRunnable run) {
    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, run);
    assertTrue(refusal.getMessage(), refusal.getMessage().contains(part));
  }
}
