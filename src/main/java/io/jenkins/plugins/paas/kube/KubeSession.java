package io.jenkins.plugins.paas.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.paas.kube.KubeTransport.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What can be done on a cluster, with generic objects. Thread-safe; closed by its user. */
public final class KubeSession implements AutoCloseable {

  private static final int PAGE = 500;
  private static final int MAX_OBJECTS = 20_000;

  private final KubeAccess access;
  private final KubernetesClient client;
  private final KubeTransport transport;
  private final ApiTypes types;
  private final Runnable giveBack;

  KubeSession(KubeAccess access, KubernetesClient client, Runnable giveBack) {
    this.access = access;
    this.client = client;
    this.transport = new KubeTransport(access, client);
    this.types = new ApiTypes(access, transport);
    this.giveBack = giveBack;
  }

  public KubeAccess access() {
    return access;
  }

  /** fabric8's own client, for what this class does not offer. Never to be closed. */
  public KubernetesClient client() {
    return client;
  }

  /** What the cluster serves. */
  public ApiTypes types() {
    return types;
  }

  /** The object, or empty where there is none. */
  public Optional<KubeObject> get(ObjectRef ref) throws KubeFailure, InterruptedException {
    ApiType type = types.require(ref.apiVersion(), ref.kind());
    Verb verb = new Verb("get", type, ref.namespace(), ref.name());
    try {
      return Optional.of(
          object(
              verb,
              transport.send(
                  verb, "GET", type.path(ref.namespace(), ref.name()), Map.of(), null, null)));
    } catch (KubeFailure e) {
      if (e.kind() == KubeFailure.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * All objects of a kind, page by page.
   *
   * @param namespace "" for all namespaces
   * @param labelSelector "" for any
   */
  public List<KubeObject> list(ApiType type, String namespace, String labelSelector)
      throws KubeFailure, InterruptedException {
    return list(type, namespace, Map.of("labelSelector", labelSelector));
  }

  /** The same with {@code labelSelector} and {@code fieldSelector} as given. */
  public List<KubeObject> list(ApiType type, String namespace, Map<String, String> selectors)
      throws KubeFailure, InterruptedException {
    Verb verb = new Verb("list", type, namespace, "");
    List<KubeObject> objects = new ArrayList<>();
    String next = "";
    do {
      Map<String, String> query = new TreeMap<>(selectors);
      query.put("limit", String.valueOf(PAGE));
      query.put("continue", next);
      Answer answer = transport.send(verb, "GET", type.path(namespace), query, null, null);
      KubeObject page = object(verb, answer);
      for (Map<String, Object> item : page.maps("items")) {
        // items of a list do not repeat their kind
        item.put("apiVersion", type.apiVersion());
        item.put("kind", type.kind());
        objects.add(new KubeObject(item));
      }
      if (objects.size() > MAX_OBJECTS) {
        throw new KubeFailure(
            KubeFailure.Kind.INVALID,
            0,
            verb + ": there are more than " + MAX_OBJECTS + " objects",
            null);
      }
      next = page.text("metadata", "continue");
    } while (!next.isEmpty());
    return objects;
  }

  /**
   * Server-side apply of one object.
   *
   * @param dryRun asks the server for what would be, and changes nothing
   * @return the object as it is now
   */
  KubeObject apply(KubeObject object, String manager, boolean force, boolean dryRun)
      throws KubeFailure, InterruptedException {
    ApiType type = types.require(object.apiVersion(), object.kind());
    Verb verb = new Verb("patch", type, object.namespace(), object.name());
    Map<String, String> query = new TreeMap<>();
    query.put("fieldManager", manager);
    query.put("force", String.valueOf(force));
    query.put("dryRun", dryRun ? "All" : "");
    Answer answer =
        transport.send(
            verb,
            "PATCH",
            type.path(object.namespace(), object.name()),
            query,
            "application/apply-patch+yaml",
            json(object));
    return object(verb, answer);
  }

  /**
   * Asks for the object's removal; what depends on it goes in the background.
   *
   * @return whether there was one
   */
  public boolean delete(ObjectRef ref) throws KubeFailure, InterruptedException {
    ApiType type = types.require(ref.apiVersion(), ref.kind());
    Verb verb = new Verb("delete", type, ref.namespace(), ref.name());
    String path = type.path(ref.namespace(), ref.name());
    try {
      transport.send(verb, "DELETE", path, Map.of("propagationPolicy", "Background"), null, null);
      return true;
    } catch (KubeFailure e) {
      if (e.kind() == KubeFailure.Kind.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /**
   * The last lines of a container's log; empty where there is none yet.
   *
   * @param previous asks for the container before its last restart
   */
  public String log(String namespace, String pod, String container, int lines, boolean previous)
      throws KubeFailure, InterruptedException {
    ApiType type = types.require("v1", "Pod");
    Verb verb = new Verb("get the log of", type, namespace, pod);
    Map<String, String> query = new TreeMap<>();
    query.put("container", container);
    query.put("tailLines", String.valueOf(lines));
    query.put("previous", previous ? "true" : "");
    try {
      return transport
          .send(verb, "GET", type.path(namespace, pod) + "/log", query, null, null)
          .body();
    } catch (KubeFailure e) {
      // 400: the container has not started, or has not been restarted
      if (e.status() == 400 || e.status() == 404) {
        return "";
      }
      throw e;
    }
  }

  private static KubeObject object(Verb verb, Answer answer) throws KubeFailure {
    return new KubeObject(KubeTransport.tree(verb.toString(), answer.body()));
  }

  private static String json(KubeObject object) throws KubeFailure {
    try {
      return KubeTransport.JSON.writeValueAsString(object.tree());
    } catch (JsonProcessingException e) {
      throw new KubeFailure(
          KubeFailure.Kind.INVALID,
          0,
          object + " cannot be written as JSON: " + e.getOriginalMessage(),
          e);
    }
  }

  @Override
  public void close() {
    giveBack.run();
  }
}
