package io.jenkins.plugins.paas.monitoring.prometheus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class HttpSdStoreTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private Path file() {
    return folder.getRoot().toPath().resolve("below").resolve("staging.json");
  }

  private HttpSdStore loaded() throws Exception {
    HttpSdStore store = new HttpSdStore(file());
    store.load();
    return store;
  }

  private static TargetGroup group(String registration, String address) {
    return TargetGroup.of(registration, List.of(address), "/metrics", Map.of("team", "ü"));
  }

  private static JsonNode json(HttpSdStore store) throws Exception {
    return JSON.readTree(store.document().orElseThrow().bytes());
  }

  @Test
  public void thereIsNoDocumentBeforeTheFileWasRead() throws Exception {
    assertFalse(new HttpSdStore(file()).document().isPresent());
    assertEquals(0, json(loaded()).size());
  }

  @Test
  public void groupsAreKeptByApplicationAndRegistration() throws Exception {
    HttpSdStore store = loaded();
    assertEquals(Outcome.CREATED, store.register("shop", group("s/api", "10.0.0.1:80")));
    assertEquals(Outcome.CREATED, store.register("blog", group("s/api", "10.0.0.2:80")));
    assertEquals(Outcome.UNCHANGED, store.register("blog", group("s/api", "10.0.0.2:80")));
    assertEquals(Outcome.UPDATED, store.register("blog", group("s/api", "10.0.0.3:80")));
    assertEquals(2, json(store).size());
    assertEquals("10.0.0.3:80", json(store).get(0).at("/targets/0").asText());
    assertEquals("ü", json(store).get(1).at("/labels/team").asText());
    assertEquals(Outcome.REMOVED, store.unregister("blog", "s/api"));
    assertEquals(Outcome.UNCHANGED, store.unregister("blog", "s/api"));
    assertEquals("10.0.0.1:80", json(store).get(0).at("/targets/0").asText());
  }

  @Test
  public void aRestartServesTheSameDocumentWithTheSameTag() throws Exception {
    HttpSdStore store = loaded();
    store.register("shop", group("s/api", "10.0.0.1:80"));
    store.register("shop", group("s/web", "10.0.0.2:80"));
    HttpSdStore.Document before = store.document().orElseThrow();
    HttpSdStore.Document after = loaded().document().orElseThrow();
    assertEquals(new String(before.bytes(), "UTF-8"), new String(after.bytes(), "UTF-8"));
    assertEquals(before.etag(), after.etag());
    assertEquals(new String(after.bytes(), "UTF-8"), Files.readString(file()));
  }

  @Test
  public void theTagIsThatOfTheContent() throws Exception {
    HttpSdStore store = loaded();
    String empty = store.document().orElseThrow().etag();
    store.register("shop", group("s/api", "10.0.0.1:80"));
    assertNotEquals(empty, store.document().orElseThrow().etag());
    store.unregister("shop", "s/api");
    assertEquals(empty, store.document().orElseThrow().etag());
  }

  @Test
  public void aBrokenFileIsNeitherServedNorOverwritten() throws Exception {
    Files.createDirectories(file().getParent());
    for (String broken : List.of("[{", "[{\"targets\":[\"by-hand:1\"]}]", "{}")) {
      Files.writeString(file(), broken);
      HttpSdStore store = new HttpSdStore(file());
      PrometheusFailure failure = assertThrows(PrometheusFailure.class, store::load);
      assertTrue(failure.getMessage(), failure.getMessage().contains("no targets are served"));
      assertFalse(store.document().isPresent());
      assertThrows(PrometheusFailure.class, () -> store.register("shop", group("a/b", "c:1")));
      assertEquals(broken, Files.readString(file()));
    }
  }

  @Test
  public void whatCannotBeWrittenIsNotServed() throws Exception {
    Files.writeString(
        folder.getRoot().toPath().resolve("below"), "a file where a folder should be");
    HttpSdStore store = loaded();
    assertThrows(PrometheusFailure.class, () -> store.register("shop", group("s/api", "a:1")));
    assertEquals(0, json(store).size());
  }

  @Test
  public void noDraftStaysBehind() throws Exception {
    HttpSdStore store = loaded();
    store.register("shop", group("s/api", "10.0.0.1:80"));
    assertEquals(List.of("staging.json"), List.of(file().getParent().toFile().list()));
  }
}
