package io.jenkins.embedded.platform.runtime;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import io.jenkins.embedded.platform.registry.EmbeddedRegistry;
import io.jenkins.embedded.platform.registry.RegistryServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A registry, a cluster that pulls from it, and a client, for one test. */
public final class RuntimeFixture extends ExternalResource {
  /** What the cluster demands of every request. */
  public static final String TOKEN = "s3cret";

  static final String MAIN = TinyServer.class.getName();

  final TemporaryFolder folder = new TemporaryFolder();
  public EmbeddedRegistry registry;
  public EmbeddedKubernetes cluster;
  public KubernetesClient client;

  @Override
  protected void before() throws Throwable {
    folder.create();
    startIn(folder.getRoot().toPath());
  }

  void startIn(Path directory) throws IOException {
    registry = new EmbeddedRegistry(directory.resolve("registry"), "t0ken");
    cluster =
        new EmbeddedKubernetes(
            directory.resolve("cluster"),
            TOKEN,
            new HttpRegistryAccess(RegistryServer.USER, "t0ken", registry::pushedInThisRun));
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(cluster.uri().toString())
            .withOauthToken(TOKEN)
            .withNamespace("default")
            .build();
    client = new KubernetesClientBuilder().withConfig(config).build();
  }

  @Override
  protected void after() {
    client.close();
    cluster.close();
    registry.close();
    folder.delete();
  }

  String push(TinyImage image) throws Exception {
    return image.push(registry.uri(), RegistryServer.USER + ":t0ken", "shop/tiny");
  }

  /** An image of {@link TinyServer}; a different mark makes a different digest. */
  public String server(String mark) throws Exception {
    return push(
        new TinyImage()
            .type(TinyServer.class)
            .link("etc/alternatives", TarConstants.LF_SYMLINK, "/etc/alternatives")
            .entrypoint("java", "-XX:+UseSerialGC", "-Dmark=" + mark, "-cp", "/app", MAIN));
  }

  static void await(String what, Callable<Boolean> holds) throws Exception {
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (!holds.call()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not within 30 s: " + what);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }
}
