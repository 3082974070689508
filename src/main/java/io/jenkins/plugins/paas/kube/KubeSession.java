package io.jenkins.plugins.paas.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.paas.kube.KubeTransport.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What can be done on a cluster, with generic objects. Thread-safe; closed by its user. */
public final class KubeSession implements AutoCloseable {

  private final KubeAccess access;
  private final ClientLease lease;
  private final KubeTransport transport;
  private final ApiTypes types;

  KubeSession(ClientLease lease) {
    this.access = lease.access();
    this.lease = lease;
    this.transport = new KubeTransport(lease);
    this.types = new ApiTypes(access, transport, lease.discovered());
  }

  public KubeAccess access() {
    return access;
  }

  /** fabric8's own client, for what this class does not offer. Never to be closed. */
  public KubernetesClient client() {
    return lease.client();
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
    return new ObjectPages(access, transport, type, namespace, selectors).all();
  }

  /** Shows each object of a kind in turn, page by page; after a fault some may come again. */
  void each(
      ApiType type, String namespace, Map<String, String> selectors, Consumer<KubeObject> seen)
      throws KubeFailure, InterruptedException {
    new ObjectPages(access, transport, type, namespace, selectors).each(seen);
  }

  /**
   * The same with pages of so many: for surveys, which count and keep nothing.
   *
   * @param namespace "" for all namespaces
   */
  public void survey(
      ApiType type, String namespace, String labelSelector, int page, Consumer<KubeObject> seen)
      throws KubeFailure, InterruptedException {
    new ObjectPages(
            access, transport, type, namespace, Map.of("labelSelector", labelSelector), page)
        .each(seen);
  }

  /** An answer that is no object of a kind, such as that of {@code /version}. */
  public KubeObject read(String path) throws KubeFailure, InterruptedException {
    Verb verb = Verb.of("get " + path);
    return object(verb, transport.send(verb, "GET", path, Map.of(), null, null));
  }

  /**
   * Whether the credential may do that, as the cluster itself says (SelfSubjectAccessReview).
   *
   * @param resource such as {@code deployments.apps} or {@code pods/log}
   * @param namespace "" for all namespaces
   */
  public boolean may(String verb, String resource, String namespace)
      throws KubeFailure, InterruptedException {
    String[] parts = resource.split("/", 2);
    String[] named = parts[0].split("\\.", 2);
    ObjectNode review = KubeTransport.JSON.createObjectNode();
    review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
    ObjectNode asked = review.putObject("spec").putObject("resourceAttributes");
    asked.put("verb", verb).put("group", named.length > 1 ? named[1] : "");
    asked.put("resource", named[0]).put("namespace", namespace);
    if (parts.length > 1) {
      asked.put("subresource", parts[1]);
    }
    Verb what = Verb.of("SelfSubjectAccessReview of " + verb + " " + resource);
    Answer answer =
        transport.send(
            what,
            "POST",
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            Map.of(),
            "application/json",
            review.toString());
    return Boolean.TRUE.equals(object(what, answer).at("status", "allowed"));
  }

  /**
   * Whom the cluster knows the credential as (SelfSubjectReview); empty where it is too old to say
   * (before 1.28).
   */
  public Optional<String> whoAmI() throws KubeFailure, InterruptedException {
    ObjectNode review = KubeTransport.JSON.createObjectNode();
    review.put("apiVersion", "authentication.k8s.io/v1").put("kind", "SelfSubjectReview");
    Verb what = Verb.of("SelfSubjectReview");
    try {
      Answer answer =
          transport.send(
              what,
              "POST",
              "/apis/authentication.k8s.io/v1/selfsubjectreviews",
              Map.of(),
              "application/json",
              review.toString());
      return Optional.ofNullable(
          (String) object(what, answer).at("status", "userInfo", "username"));
    } catch (KubeFailure e) {
      if (e.status() == 403 || e.status() == 404 || e.status() == 405) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** How many requests this session has sent. */
  public long requests() {
    return transport.requests();
  }

  /** The answer to an apply. */
  record Patched(boolean created, KubeObject object) {}

  /**
   * Server-side apply of one object.
   *
   * @param dryRun asks the server for what would be, and changes nothing
   * @return the object as it would be; its metadata alone where this was no dry run
   */
  Patched apply(KubeObject object, String manager, boolean force, boolean dryRun)
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
            json(object),
            dryRun ? "application/json" : KubeTransport.METADATA);
    return new Patched(answer.status() == 201, object(verb, answer));
  }

  /**
   * Asks for the object's removal; what depends on it goes in the background.
   *
   * @return whether there was one
   */
  public boolean delete(ObjectRef ref) throws KubeFailure, InterruptedException {
    return delete(ref, null, null);
  }

  /**
   * The same for the very object that was seen, not for one that has its name by now.
   *
   * @param uid the object's {@code metadata.uid}
   */
  public boolean delete(ObjectRef ref, String uid) throws KubeFailure, InterruptedException {
    try {
      return delete(
          ref,
          "application/json",
          KubeTransport.JSON
              .createObjectNode()
              .put("apiVersion", "v1")
              .put("kind", "DeleteOptions")
              .put("propagationPolicy", "Background")
              .set("preconditions", KubeTransport.JSON.createObjectNode().put("uid", uid))
              .toString());
    } catch (KubeFailure e) {
      if (e.status() == 409) {
        return false;
      }
      throw e;
    }
  }

  private boolean delete(ObjectRef ref, String type, String options)
      throws KubeFailure, InterruptedException {
    ApiType kind = types.require(ref.apiVersion(), ref.kind());
    Verb verb = new Verb("delete", kind, ref.namespace(), ref.name());
    String path = kind.path(ref.namespace(), ref.name());
    try {
      transport.send(
          verb, "DELETE", path, Map.of("propagationPolicy", "Background"), type, options);
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
    Map<String, String> query = new TreeMap<>();
    query.put("container", container);
    query.put("tailLines", String.valueOf(lines));
    query.put("previous", previous ? "true" : "");
    return log(namespace, pod, query);
  }

  String log(String namespace, String pod, Map<String, String> query)
      throws KubeFailure, InterruptedException {
    ApiType type = types.require("v1", "Pod");
    Verb verb = new Verb("get the log of", type, namespace, pod);
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

  private KubeObject object(Verb verb, Answer answer) throws KubeFailure {
    String what = access.endpoint().baseUri() + " (" + verb + ")";
    return new KubeObject(KubeTransport.tree(what, answer.body()));
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
    lease.close();
  }
}
