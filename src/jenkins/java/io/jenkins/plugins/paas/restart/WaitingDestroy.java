package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** {@code paasDestroy}: a namespace that a finalizer holds. */
final class WaitingDestroy extends WaitingProvision {

  @Override
  void start(Path directory) throws Exception {
    super.start(directory);
    client
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName("shop-staging")
                .withLabels(
                    Map.of(
                        "app.kubernetes.io/managed-by", "paas",
                        "paas.jenkins.io/application", "shop",
                        "paas.jenkins.io/environment", "staging"))
                .endMetadata()
                .build())
        .create();
    client
        .configMaps()
        .inNamespace("shop-staging")
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("held")
                .withFinalizers("example.com/hold")
                .endMetadata()
                .build())
        .create();
  }

  @Override
  String script() {
    return "paasDestroy(environment: 'staging')\necho 'all is gone'";
  }

  @Override
  String waits() {
    return "example.com/hold";
  }

  @Override
  void release() {
    ConfigMap held = client.configMaps().inNamespace("shop-staging").withName("held").get();
    held.getMetadata().setFinalizers(List.of());
    client.configMaps().inNamespace("shop-staging").resource(held).update();
  }

  @Override
  String ends() {
    return "all is gone";
  }

  @Override
  void assertOnce(WorkflowRun run) {
    assertEquals(1, front.count("DELETE", "/namespaces/shop-staging"));
    assertNull(client.namespaces().withName("shop-staging").get());
  }
}
