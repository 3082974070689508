package io.jenkins.embedded.platform.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.admission.Removal;
import io.jenkins.embedded.platform.kube.admission.ResourceWrites;
import io.jenkins.embedded.platform.kube.admission.WriteOptions;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ObjectStore;
import io.jenkins.embedded.platform.kube.objects.ResourceType;
import io.jenkins.embedded.platform.kube.objects.ResourceTypes;
import io.jenkins.embedded.platform.runtime.RegistryAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What controllers do with the API, in their own words. */
public final class Cluster {
  private static final Logger LOGGER = Logger.getLogger(Cluster.class.getName());
  private static final String MANAGER = "kube-controller-manager";

  private final ObjectStore store;
  private final ResourceTypes types;
  private final ResourceWrites writes;
  private final Clock clock;

  public Cluster(ObjectStore store, ResourceTypes types, ResourceWrites writes, Clock clock) {
    this.store = store;
    this.types = types;
    this.writes = writes;
    this.clock = clock;
  }

  /**
   * The controllers and the node, not yet started.
   *
   * @param directory of the runtime's files
   */
  public ControlLoop controllers(Path directory, RegistryAccess images) throws IOException {
    Kubelet kubelet = new Kubelet(this, directory, images);
    Events events = new Events(this);
    ServiceProxy proxy = new ServiceProxy(this, events);
    return new ControlLoop(
        store,
        List.of(
            new NamespaceController(this),
            new GarbageCollector(this),
            new DeploymentController(this, events),
            new ReplicaSetController(this, events),
            new StatefulSetController(this, events),
            new JobController(this, events),
            kubelet,
            new EndpointsController(this),
            proxy,
            new QuotaController(this)),
        List.of(proxy, kubelet));
  }

  public ObjectStore store() {
    return store;
  }

  ResourceTypes types() {
    return types;
  }

  public Instant now() {
    return clock.instant();
  }

  String timestamp() {
    return now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  public List<ObjectNode> list(String typeId) {
    return store.list(typeId, "");
  }

  /** Every object of a type in turn; a refused write of one does not hold up the others. */
  void each(String typeId, Consumer<ObjectNode> reconcile) {
    for (ObjectNode object : list(typeId)) {
      try {
        reconcile.accept(object);
      } catch (ApiFailure e) {
        LOGGER.log(Level.FINE, "reconciling " + typeId + " " + Json.name(object) + " again", e);
      }
    }
  }

  List<ObjectNode> list(String typeId, String namespace) {
    return store.list(typeId, namespace);
  }

  public Optional<ObjectNode> get(String typeId, String namespace, String name) {
    return store.get(typeId, namespace, name);
  }

  ObjectNode create(String typeId, ObjectNode object) {
    return writes.create(
        types.require(typeId), Json.namespace(object), object, WriteOptions.by(MANAGER));
  }

  public void change(String typeId, ObjectNode object, Consumer<ObjectNode> change) {
    writes.change(types.require(typeId), object, "", MANAGER, change);
  }

  void changeAny(ResourceType type, ObjectNode object, Consumer<ObjectNode> change) {
    writes.change(type, object, "", MANAGER, change);
  }

  public void status(String typeId, ObjectNode object, Consumer<ObjectNode> change) {
    status(typeId, object, MANAGER, change);
  }

  public void status(
      String typeId, ObjectNode object, String manager, Consumer<ObjectNode> change) {
    writes.change(types.require(typeId), object, "status", manager, change);
  }

  void delete(ResourceType type, JsonNode object, Removal removal) {
    try {
      writes.delete(type, Json.namespace(object), Json.name(object), removal);
    } catch (ApiFailure e) {
      if (e.code() != 404) {
        throw e;
      }
    }
  }

  public void delete(String typeId, JsonNode object, Removal removal) {
    delete(types.require(typeId), object, removal);
  }
}
