package io.jenkins.embedded.platform.kube;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Rule;
import org.junit.Test;

/** Reading and writing of plain objects by a real client. */
public class EmbeddedKubernetesTest {
  @Rule public final KubernetesFixture kube = new KubernetesFixture();

  private ConfigMap map(String name, String... data) {
    ConfigMapBuilder map =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace("default")
            .addToLabels("app", "shop")
            .endMetadata();
    for (int i = 0; i < data.length; i += 2) {
      map.addToData(data[i], data[i + 1]);
    }
    return map.build();
  }

  private KubernetesClientException refused(org.junit.function.ThrowingRunnable call) {
    return assertThrows(KubernetesClientException.class, call);
  }

  @Test
  public void demandsTheToken() {
    try (KubernetesClient stranger = kube.client("wrong")) {
      KubernetesClientException e = refused(() -> stranger.namespaces().list());
      assertEquals(401, e.getCode());
      assertEquals("Unauthorized", e.getStatus().getReason());
    }
  }

  @Test
  public void answersDiscovery() {
    assertEquals("1", kube.client.getKubernetesVersion().getMajor());
    assertTrue(kube.client.hasApiGroup("apps", true));
    assertTrue(kube.client.supports("apps/v1", "Deployment"));
    assertFalse(kube.client.supports("apps/v1", "DaemonSet"));
  }

  @Test
  public void createsReadsUpdatesAndDeletes() {
    ConfigMap made = kube.client.resource(map("settings", "a", "1")).create();
    assertNotNull(made.getMetadata().getUid());
    assertNotNull(made.getMetadata().getCreationTimestamp());

    made.getData().put("a", "2");
    ConfigMap updated = kube.client.resource(made).update();
    assertEquals("2", updated.getData().get("a"));

    KubernetesClientException stale =
        refused(() -> kube.client.resource(made).lockResourceVersion().update());
    assertEquals(409, stale.getCode());
    assertTrue(stale.getMessage(), stale.getMessage().contains("the object has been modified"));

    KubernetesClientException twice = refused(() -> kube.client.resource(map("settings")).create());
    assertEquals("AlreadyExists", twice.getStatus().getReason());

    kube.client.configMaps().withName("settings").delete();
    assertNull(kube.client.configMaps().withName("settings").get());
  }

  @Test
  public void patchesInThreeForms() {
    kube.client.resource(map("settings", "a", "1", "b", "2")).create();
    var settings = kube.client.configMaps().withName("settings");
    settings.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"a\":null,\"c\":\"3\"}}");
    settings.patch(
        PatchContext.of(PatchType.JSON),
        "[{\"op\":\"replace\",\"path\":\"/data/b\",\"value\":\"4\"}]");
    settings.patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"data\":{\"d\":\"5\"}}");
    assertEquals(Map.of("b", "4", "c", "3", "d", "5"), settings.get().getData());
  }

  @Test
  public void selectsByLabelAndField() {
    kube.client.resource(map("one")).create();
    ConfigMap two = map("two");
    two.getMetadata().setLabels(Map.of("app", "other", "tier", "db"));
    kube.client.resource(two).create();

    assertEquals(1, kube.client.configMaps().withLabel("app", "shop").list().getItems().size());
    assertEquals(
        1,
        kube.client
            .configMaps()
            .withLabelSelector("app in (x,other),tier")
            .list()
            .getItems()
            .size());
    assertEquals(1, kube.client.configMaps().withLabelSelector("!tier").list().getItems().size());
    assertEquals(
        "two",
        kube.client
            .configMaps()
            .withField("metadata.name", "two")
            .list()
            .getItems()
            .get(0)
            .getMetadata()
            .getName());
    KubernetesClientException e =
        refused(() -> kube.client.configMaps().withField("data.a", "1").list());
    assertEquals(400, e.getCode());
  }

  @Test
  public void pagesShowOneMoment() {
    for (int i = 0; i < 5; i++) {
      kube.client.resource(map("map-" + i)).create();
    }
    ConfigMapList first =
        kube.client.configMaps().list(new ListOptionsBuilder().withLimit(2L).build());
    assertEquals(2, first.getItems().size());
    assertEquals(Long.valueOf(3), first.getMetadata().getRemainingItemCount());

    kube.client.resource(map("map-9")).create();
    ConfigMapList rest =
        kube.client
            .configMaps()
            .list(
                new ListOptionsBuilder()
                    .withLimit(10L)
                    .withContinue(first.getMetadata().getContinue())
                    .build());
    assertEquals(3, rest.getItems().size());
    assertEquals(first.getMetadata().getResourceVersion(), rest.getMetadata().getResourceVersion());
  }

  @Test
  public void watchesWhatEntersAndLeavesTheSelection() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    Watcher<ConfigMap> watcher =
        new Watcher<>() {
          @Override
          public void eventReceived(Action action, ConfigMap map) {
            seen.add(action + " " + map.getMetadata().getName());
          }

          @Override
          public void onClose(WatcherException cause) {}
        };
    try (Watch watch = kube.client.configMaps().withLabel("app", "shop").watch(watcher)) {
      kube.client.resource(map("settings", "a", "1")).create();
      var settings = kube.client.configMaps().withName("settings");
      settings.edit(m -> new ConfigMapBuilder(m).addToData("a", "2").build());
      settings.edit(
          m ->
              new ConfigMapBuilder(m).editMetadata().removeFromLabels("app").endMetadata().build());
      settings.delete();
      KubernetesFixture.await("three events", () -> seen.size() >= 3);
      assertEquals(List.of("ADDED settings", "MODIFIED settings", "DELETED settings"), seen);
    }
  }
}
