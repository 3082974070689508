package io.jenkins.plugins.paas.image.bench;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.image.PodFront;
import io.jenkins.plugins.paas.kube.KubeAccess;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.kube.PodCommand;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Feeds a pod with a context of 1 GiB, through the embedded API and a stand-in of its node. To be
 * started with a small heap. Argument: a directory.
 */
public final class HugeFeed {

  private static final long SIZE = 1L << 30;

  private HugeFeed() {}

  public static void main(String[] arguments) throws Exception {
    try (EmbeddedKubernetes api =
            EmbeddedKubernetes.withoutControllers(Path.of(arguments[0]), "t0ken");
        PodFront front = new PodFront(api.uri());
        KubeClients clients = new KubeClients(Clock.systemUTC());
        KubeSession session =
            clients.open(
                KubeAccess.to(
                    HttpEndpoint.at(front.uri())
                        .authentication(Authentication.bearer(() -> "t0ken"))
                        .build(),
                    "the bench's cluster"))) {
      session
          .client()
          .pods()
          .inNamespace("default")
          .resource(
              new PodBuilder()
                  .withNewMetadata()
                  .withName("p")
                  .endMetadata()
                  .withNewSpec()
                  .addNewContainer()
                  .withName("buildkit")
                  .withImage("stand-in")
                  .endContainer()
                  .endSpec()
                  .build())
          .create();
      long begin = System.nanoTime();
      PodCommand.Answer answer =
          new PodCommand(session, new ObjectRef("v1", "Pod", "default", "p"), "buildkit")
              .run(
                  new Zeros(),
                  Duration.ofMinutes(5),
                  "/bin/sh",
                  "-c",
                  "head -c " + SIZE + " | wc -c");
      System.out.printf(
          Locale.ROOT,
          "1 GiB context to a pod: seconds=%.1f max_heap_mib=%d arrived=%s%n",
          (System.nanoTime() - begin) / 1e9,
          Runtime.getRuntime().maxMemory() >> 20,
          answer.output());
      if (!answer.output().equals(Long.toString(SIZE))) {
        throw new IllegalStateException("the pod did not get it all: " + answer);
      }
    }
    System.exit(0); // the client's threads would wait a minute
  }

  private static final class Zeros extends InputStream {
    private long left = SIZE;

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      Arrays.fill(bytes, offset, offset + count, (byte) 0);
      left -= count;
      return count;
    }
  }
}
