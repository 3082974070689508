package io.jenkins.plugins.paas.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * One client per configuration, shared by everyone who leases it, closed when nobody used it for a
 * while and at the end. Thread-safe.
 */
public final class KubeClients implements AutoCloseable {

  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final KubeClients SHARED = new KubeClients(Clock.systemUTC());

  private final Clock clock;
  private final Map<String, Entry> entries = new HashMap<>();

  /** A client with what it has learnt of its cluster. */
  static final class Entry {
    final KubernetesClient client;
    final ApiTypes.Cache discovered = new ApiTypes.Cache();
    int leases;
    long idleSince;

    Entry(KubernetesClient client) {
      this.client = client;
    }
  }

  public KubeClients(Clock clock) {
    this.clock = clock;
  }

  /** Those of this process. */
  public static KubeClients shared() {
    return SHARED;
  }

  /** A session on the configuration's client; to be closed, which gives the client back. */
  public KubeSession open(KubeAccess access) {
    return new KubeSession(new ClientLease(this, access));
  }

  synchronized Entry take(KubeAccess access) {
    evict();
    Entry entry =
        entries.computeIfAbsent(access.hash(), h -> new Entry(ClientFactory.make(access)));
    entry.leases++;
    return entry;
  }

  /** Leases the client to nobody any more. */
  synchronized void drop(KubeAccess access, Entry entry) {
    entries.remove(access.hash(), entry);
  }

  /** How many clients are open. */
  public synchronized int size() {
    return entries.size();
  }

  synchronized void giveBack(KubeAccess access, Entry entry) {
    entry.leases--;
    entry.idleSince = clock.millis();
    if (entry.leases == 0 && entries.get(access.hash()) != entry) {
      entry.client.close(); // dropped while it was in use
    }
    evict();
  }

  private void evict() {
    long limit = clock.millis() - IDLE.toMillis();
    for (Iterator<Entry> all = entries.values().iterator(); all.hasNext(); ) {
      Entry entry = all.next();
      if (entry.leases == 0 && entry.idleSince <= limit) {
        all.remove();
        entry.client.close();
      }
    }
  }

  /** Closes every client that nobody uses now, and the others when they are given back. */
  @Override
  public synchronized void close() {
    for (Entry entry : entries.values()) {
      if (entry.leases == 0) {
        entry.client.close();
      }
    }
    entries.clear();
  }
}
