package io.jenkins.embedded.platform.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Change;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ObjectStore;
import io.jenkins.embedded.platform.kube.objects.Selectors;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A watch: JSON lines in chunks until the client goes, its time is over, or the server closes. */
final class WatchStream {
  private static final long LONGEST_SECONDS = 1800;
  private static final long BOOKMARK_SECONDS = 10;

  private final ObjectStore store;
  private final ApiPath path;
  private final ApiRequest request;
  private final Predicate<JsonNode> selected;
  private final BlockingQueue<ObjectNode> events = new LinkedBlockingQueue<>();

  WatchStream(ObjectStore store, ApiPath path, ApiRequest request) {
    this.store = store;
    this.path = path;
    this.request = request;
    Predicate<JsonNode> named =
        path.name().isEmpty() ? o -> true : o -> Json.name(o).equals(path.name());
    this.selected =
        named
            .and(Selectors.labels(request.query("labelSelector")))
            .and(Selectors.fields(path.type(), request.query("fieldSelector")));
  }

  void serve() throws IOException, InterruptedException {
    long end =
        System.nanoTime()
            + TimeUnit.SECONDS.toNanos(
                Math.min(LONGEST_SECONDS, request.number("timeoutSeconds", LONGEST_SECONDS)));
    Consumer<Change> listener = this::offer;
    start(listener);
    try {
      request.exchange().getResponseHeaders().set("Content-Type", "application/json");
      request.exchange().sendResponseHeaders(200, 0);
      OutputStream out = request.exchange().getResponseBody();
      out.flush();
      while (System.nanoTime() < end) {
        long wait = Math.min(TimeUnit.SECONDS.toNanos(BOOKMARK_SECONDS), end - System.nanoTime());
        ObjectNode event = events.poll(wait, TimeUnit.NANOSECONDS);
        if (event == null && request.flag("allowWatchBookmarks")) {
          // also tells a client that went away from one that waits
          event = bookmark();
        }
        if (event != null) {
          out.write(Json.bytes(event));
          out.write('\n');
          out.flush();
        }
      }
    } finally {
      store.forget(listener);
      request.exchange().close();
    }
  }

  private void start(Consumer<Change> listener) {
    String from = request.query("resourceVersion");
    synchronized (store) {
      if (from == null || from.isEmpty() || from.equals("0")) {
        store.list(path.type().id(), path.namespace()).stream()
            .filter(selected)
            .forEach(o -> send("ADDED", o));
        store.listen(store.version(), listener);
        return;
      }
      try {
        store.listen(request.number("resourceVersion", 0), listener);
      } catch (ApiFailure expired) {
        events.add(Json.object().put("type", "ERROR").set("object", expired.status()));
      }
    }
  }

  private void offer(Change change) {
    if (!change.typeId().equals(path.type().id())) {
      return;
    }
    if (!path.namespace().isEmpty() && !Json.namespace(change.object()).equals(path.namespace())) {
      return;
    }
    boolean matches = selected.test(change.object());
    boolean matched = change.previous() != null && selected.test(change.previous());
    // an object that leaves or enters the selection is deleted or added to who watches it
    if (change.kind().equals("DELETED")) {
      if (matched) {
        send("DELETED", change.object());
      }
    } else if (matches) {
      send(matched ? "MODIFIED" : "ADDED", change.object());
    } else if (matched) {
      send("DELETED", change.object());
    }
  }

  private void send(String type, ObjectNode object) {
    ObjectNode event = Json.object().put("type", type);
    event.set("object", ListPages.atVersion(path.type(), object));
    events.add(event);
  }

  private ObjectNode bookmark() {
    ObjectNode object = Json.object().put("kind", path.type().kind());
    object.put("apiVersion", path.type().apiVersion());
    object.putObject("metadata").put("resourceVersion", Long.toString(store.version()));
    ObjectNode event = Json.object().put("type", "BOOKMARK");
    event.set("object", object);
    return event;
  }
}
