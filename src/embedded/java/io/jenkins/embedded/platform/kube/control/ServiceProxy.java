package io.jenkins.embedded.platform.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.objects.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Listens on each service's own address and hands connections to its ready pods in turn, so that a
 * clusterIP is no empty promise. Names are not resolved: there is no cluster DNS here.
 */
final class ServiceProxy implements Controller, AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger(ServiceProxy.class.getName());
  private static final int CONNECT_MILLIS = 2000;

  private record Door(String namespace, String service, String address, int port, String name) {}

  private final Cluster cluster;
  private final Events events;
  private final Map<Door, ServerSocket> open = new HashMap<>();
  private final Set<Door> refused = new HashSet<>();
  private final AtomicInteger turn = new AtomicInteger();
  private boolean closed;

  ServiceProxy(Cluster cluster, Events events) {
    this.cluster = cluster;
    this.events = events;
  }

  @Override
  public synchronized void reconcile() {
    if (closed) {
      return;
    }
    Map<Door, ObjectNode> wanted = new HashMap<>();
    for (ObjectNode service : cluster.list("services")) {
      String address = Json.text(service, "spec", "clusterIP");
      for (JsonNode port : Json.at(service, "spec", "ports")) {
        if (address.startsWith("127.") && port.path("protocol").asText("TCP").equals("TCP")) {
          wanted.put(
              new Door(
                  Json.namespace(service),
                  Json.name(service),
                  address,
                  port.path("port").asInt(),
                  Json.text(port, "name")),
              service);
        }
      }
    }
    open.entrySet().removeIf(e -> !wanted.containsKey(e.getKey()) && shut(e.getValue()));
    refused.retainAll(wanted.keySet());
    wanted.forEach(this::open);
  }

  private static boolean shut(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "closing a service's socket", e);
    }
    return true;
  }

  private void open(Door door, ObjectNode service) {
    if (open.containsKey(door) || refused.contains(door)) {
      return;
    }
    try {
      ServerSocket socket =
          new ServerSocket(door.port(), 50, InetAddress.getByName(door.address()));
      open.put(door, socket);
      start("embedded-service-" + door.service(), () -> accept(door, socket));
    } catch (IOException e) {
      refused.add(door);
      events.record(
          "kube-proxy",
          service,
          "Warning",
          "FailedToListen",
          "nobody listens on " + door.address() + ":" + door.port() + ": " + e.getMessage());
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(Door door, ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        start("embedded-service-" + door.service() + "-in", () -> connect(door, client));
      } catch (IOException e) {
        LOGGER.log(Level.FINE, "a service's socket is closed", e);
      }
    }
  }

  private void connect(Door door, Socket client) {
    List<InetSocketAddress> ready = ready(door);
    // without a ready pod the connection is closed at once, as there is nobody to answer
    try (client) {
      if (!ready.isEmpty()) {
        int next = Math.floorMod(turn.getAndIncrement(), ready.size());
        try (Socket pod = new Socket()) {
          pod.connect(ready.get(next), CONNECT_MILLIS);
          start("embedded-service-" + door.service() + "-out", () -> pump(pod, client));
          pump(client, pod);
        }
      }
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "a connection through a service ended", e);
    }
  }

  /** Copies until one side ends; then both are over. */
  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "a connection through a service ended", e);
    }
  }

  private List<InetSocketAddress> ready(Door door) {
    List<InetSocketAddress> ready = new ArrayList<>();
    cluster
        .get("endpoints", door.namespace(), door.service())
        .ifPresent(
            e -> {
              for (JsonNode subset : e.path("subsets")) {
                for (JsonNode port : subset.path("ports")) {
                  if (Json.text(port, "name").equals(door.name())) {
                    for (JsonNode address : subset.path("addresses")) {
                      ready.add(
                          new InetSocketAddress(
                              Json.text(address, "ip"), port.path("port").asInt()));
                    }
                  }
                }
              }
            });
    return ready;
  }

  @Override
  public synchronized void close() {
    closed = true;
    open.values().forEach(ServiceProxy::shut);
    open.clear();
  }
}
