package io.jenkins.plugins.paas.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;

/**
 * A session's hold on a shared client; changed once for a new one when the cluster does not accept
 * the credential any more. Thread-safe.
 */
final class ClientLease implements AutoCloseable {

  private final KubeClients clients;
  private KubeAccess access;
  private KubeClients.Entry entry;
  private boolean renewed;

  ClientLease(KubeClients clients, KubeAccess access) {
    this.clients = clients;
    this.access = access;
    this.entry = clients.take(access);
  }

  synchronized KubernetesClient client() {
    return entry.client;
  }

  ApiTypes.Cache discovered() {
    return entry.discovered;
  }

  synchronized KubeAccess access() {
    return access;
  }

  /**
   * Looks the credential up again and makes a client of it, once a lease.
   *
   * @param refused the client that was answered 401
   * @param failure learns why that was not possible
   * @return whether there is another client by now
   */
  synchronized boolean renew(KubernetesClient refused, KubeFailure failure)
      throws InterruptedException {
    if (entry.client != refused) {
      return true; // another request was refused as well, and was first
    }
    if (renewed || access.renewal() == null) {
      return false;
    }
    renewed = true;
    try {
      KubeAccess again = access.renewal().again();
      clients.drop(access, entry);
      clients.giveBack(access, entry);
      entry = clients.take(again);
      access = again;
      return true;
    } catch (IOException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  @Override
  public synchronized void close() {
    clients.giveBack(access, entry);
  }
}
