package io.jenkins.embedded.platform.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.embedded.platform.kube.admission.ResourceWrites;
import io.jenkins.embedded.platform.kube.admission.WriteOptions;
import io.jenkins.embedded.platform.kube.control.Cluster;
import io.jenkins.embedded.platform.kube.control.ControlLoop;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ObjectStore;
import io.jenkins.embedded.platform.kube.objects.ResourceTypes;
import io.jenkins.embedded.platform.runtime.RegistryAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A stand-in for a Kubernetes cluster of one node: the API over HTTP on loopback, the controllers
 * of workloads, and a runtime that really runs their pods.
 *
 * <p>Objects live in memory and end with {@link #close()}. It has a store and an apply of its own
 * in place of fabric8's mock server: that one answers 404 to an apply of something new, keeps no
 * managedFields, and brings Vert.x and Netty.
 */
public final class EmbeddedKubernetes implements AutoCloseable {
  static {
    // without it every kept-alive answer waits 40 ms for a delayed acknowledgement
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final ControlLoop controllers;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Starts the cluster; the port is free to use when this returns.
   *
   * @param directory of this cluster's files: {@code pods/<namespace>_<pod>_<container>.log},
   *     unpacked images, the ledger of processes
   * @param token that every request must bear
   * @param images where containers' images come from
   */
  public EmbeddedKubernetes(Path directory, String token, RegistryAccess images)
      throws IOException {
    this(directory, token, images, true);
  }

  /**
   * The API alone: nothing runs and no status changes but by a write of its client, who plays the
   * controllers.
   */
  public static EmbeddedKubernetes withoutControllers(Path directory, String token)
      throws IOException {
    return new EmbeddedKubernetes(directory, token, RegistryAccess.none(), false);
  }

  private EmbeddedKubernetes(Path directory, String token, RegistryAccess images, boolean runs)
      throws IOException {
    Path logs = Files.createDirectories(directory.resolve("pods"));
    Clock clock = Clock.systemUTC();
    ObjectStore store = new ObjectStore();
    ResourceTypes types = new ResourceTypes();
    ResourceWrites writes = new ResourceWrites(store, types, clock);
    for (String name : List.of("default", "kube-system", "kube-public", "kube-node-lease")) {
      ObjectNode namespace = Json.object();
      Json.ensure(namespace, "metadata").put("name", name);
      writes.create(types.require("namespaces"), "", namespace, WriteOptions.by("kube-apiserver"));
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "embedded-kubernetes-api");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext(
        "/", new ApiServer(store, types, writes, new PodLogs(logs, store, closed), token));
    Cluster cluster = new Cluster(store, types, writes, clock);
    controllers = cluster.controllers(directory, images);
    if (runs) {
      controllers.start();
    }
    server.start();
  }

  /** {@code http://127.0.0.1:port}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What to tell the user about it at the start. */
  public String announcement() {
    return "Kubernetes API at "
        + uri()
        + " is a stand-in: its pods are processes of this machine with your rights, without"
        + " isolation";
  }

  /** Ends every pod's processes, then the API. */
  @Override
  public void close() {
    closed.countDown();
    controllers.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
