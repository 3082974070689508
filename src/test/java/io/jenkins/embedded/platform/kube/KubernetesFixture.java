package io.jenkins.embedded.platform.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.embedded.platform.runtime.RegistryAccess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** An embedded cluster and a real fabric8 client of it, for one test. */
final class KubernetesFixture extends ExternalResource {
  static final String TOKEN = "s3cret";

  private final TemporaryFolder folder = new TemporaryFolder();
  EmbeddedKubernetes cluster;
  KubernetesClient client;

  @Override
  protected void before() throws Throwable {
    folder.create();
    start(RegistryAccess.none());
  }

  void start(RegistryAccess images) throws IOException {
    cluster = new EmbeddedKubernetes(folder.getRoot().toPath(), TOKEN, images);
    client = client(TOKEN);
  }

  KubernetesClient client(String token) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(cluster.uri().toString())
            .withOauthToken(token)
            .withNamespace("default")
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  @Override
  protected void after() {
    client.close();
    cluster.close();
    folder.delete();
  }

  /** Asks again until the answer is true, at most 20 seconds. */
  static void await(String what, Callable<Boolean> question) throws Exception {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    while (!question.call()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not within 20 s: " + what);
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }
}
