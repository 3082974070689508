package io.jenkins.embedded.platform.kube.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The objects in memory under one counter of resource versions, with a bounded history for watches.
 * Stored trees are never changed in place: a writer hands over a tree and forgets it, a reader
 * copies before changing. Read-check-write sequences hold this object's monitor.
 */
public final class ObjectStore {
  private static final int HISTORY = 5000;

  private final Map<String, ConcurrentSkipListMap<String, ObjectNode>> byType =
      new ConcurrentHashMap<>();
  private final Deque<Change> history = new ArrayDeque<>();
  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
  private long version = 1;
  private long forgotten = 1;

  public synchronized long version() {
    return version;
  }

  public Optional<ObjectNode> get(String typeId, String namespace, String name) {
    return Optional.ofNullable(objects(typeId).get(namespace + "/" + name));
  }

  /** Objects ordered by namespace and name; an empty namespace means all of them. */
  public List<ObjectNode> list(String typeId, String namespace) {
    ConcurrentSkipListMap<String, ObjectNode> objects = objects(typeId);
    return new ArrayList<>(
        namespace.isEmpty()
            ? objects.values()
            : objects.subMap(namespace + "/", namespace + "0").values());
  }

  /** Stores the tree, stamps its resourceVersion and tells the listeners; returns the same tree. */
  public synchronized ObjectNode put(String typeId, ObjectNode object) {
    version++;
    Json.ensure(object, "metadata").put("resourceVersion", Long.toString(version));
    ObjectNode previous = objects(typeId).put(key(object), object);
    commit(new Change(version, previous == null ? "ADDED" : "MODIFIED", typeId, object, previous));
    return object;
  }

  public synchronized void remove(String typeId, ObjectNode object) {
    ObjectNode previous = objects(typeId).remove(key(object));
    if (previous != null) {
      version++;
      ObjectNode last = previous.deepCopy();
      Json.ensure(last, "metadata").put("resourceVersion", Long.toString(version));
      commit(new Change(version, "DELETED", typeId, last, previous));
    }
  }

  private void commit(Change change) {
    history.addLast(change);
    if (history.size() > HISTORY) {
      forgotten = history.removeFirst().version();
    }
    listeners.forEach(l -> l.accept(change));
  }

  /**
   * Calls the listener, within the store's monitor, for every change after the version.
   *
   * @throws ApiFailure 410 when the version has left the history
   */
  public synchronized void listen(long after, Consumer<Change> listener) {
    if (after < forgotten && forgotten > 1) {
      throw new ApiFailure(
          410, "Expired", "too old resource version: " + after + " (" + forgotten + ")");
    }
    history.stream().filter(c -> c.version() > after).forEach(listener);
    listeners.add(listener);
  }

  public void forget(Consumer<Change> listener) {
    listeners.remove(listener);
  }

  private ConcurrentSkipListMap<String, ObjectNode> objects(String typeId) {
    return byType.computeIfAbsent(typeId, id -> new ConcurrentSkipListMap<>());
  }

  private static String key(ObjectNode object) {
    return Json.namespace(object) + "/" + Json.name(object);
  }
}
