package io.jenkins.plugins.paas.delivery.gate;

import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * A client and the poll that its waiters share, one for each endpoint with the same credential and
 * TLS settings. A connection that nobody used for ten minutes is closed when another is asked for.
 */
public final class GateConnection {

  private static final long IDLE_MILLIS = 600_000;
  private static final Map<String, GateConnection> OPEN = new HashMap<>();

  private final GateClient client;
  private final ExecutionWatch watch;
  private long usedMillis;

  private GateConnection(HttpEndpoint endpoint) {
    client = GateClient.to(endpoint);
    watch = new ExecutionWatch(client, Clock.systemUTC());
  }

  /** The connection for this endpoint, opened when there is none. */
  public static GateConnection to(HttpEndpoint endpoint) {
    synchronized (OPEN) {
      long now = System.currentTimeMillis();
      String hash = endpoint.hash();
      OPEN.entrySet()
          .removeIf(
              e -> {
                GateConnection other = e.getValue();
                boolean idle = other.watch.size() == 0 && now - other.usedMillis > IDLE_MILLIS;
                if (idle && !e.getKey().equals(hash)) {
                  other.client.close();
                  return true;
                }
                return false;
              });
      GateConnection connection = OPEN.computeIfAbsent(hash, h -> new GateConnection(endpoint));
      connection.usedMillis = now;
      return connection;
    }
  }

  /** Closes all, at shutdown. */
  public static void closeAll() {
    synchronized (OPEN) {
      OPEN.values().forEach(c -> c.client.close());
      OPEN.clear();
    }
  }

  public GateClient client() {
    return client;
  }

  public ExecutionWatch watch() {
    return watch;
  }
}
