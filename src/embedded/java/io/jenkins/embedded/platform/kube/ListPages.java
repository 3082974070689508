package io.jenkins.embedded.platform.kube;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.admission.ResourceWrites;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ObjectStore;
import io.jenkins.embedded.platform.kube.objects.ResourceType;
import io.jenkins.embedded.platform.kube.objects.Selectors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Lists, whole or page by page. All pages of one list show the state of its first page: the rest is
 * kept until it is fetched, for the newest {@value #KEPT} lists; an older token is 410 Expired.
 */
final class ListPages {
  private static final int KEPT = 64;

  private record Rest(long version, List<ObjectNode> items) {}

  private final ObjectStore store;
  private final Map<String, Rest> rests =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Rest> eldest) {
          return size() > KEPT;
        }
      };

  ListPages(ObjectStore store) {
    this.store = store;
  }

  ObjectNode list(ApiPath path, ApiRequest request) {
    ResourceType type = path.type();
    String token = request.query("continue");
    Rest all = token == null || token.isEmpty() ? matching(path, request) : continued(token);
    int limit = (int) Math.min(Integer.MAX_VALUE, request.number("limit", 0));
    boolean more = limit > 0 && all.items().size() > limit;
    List<ObjectNode> page = more ? all.items().subList(0, limit) : all.items();

    ObjectNode list = Json.object().put("kind", type.kind() + "List");
    list.put("apiVersion", type.apiVersion());
    ObjectNode metadata = list.putObject("metadata");
    metadata.put("resourceVersion", Long.toString(all.version()));
    if (more) {
      Rest rest = new Rest(all.version(), all.items().subList(limit, all.items().size()));
      metadata.put("continue", keep(rest));
      metadata.put("remainingItemCount", rest.items().size());
    }
    ArrayNode items = list.putArray("items");
    page.forEach(o -> items.add(atVersion(type, o)));
    return list;
  }

  static ObjectNode atVersion(ResourceType type, ObjectNode object) {
    return Json.text(object, "apiVersion").equals(type.apiVersion())
        ? object
        : ResourceWrites.at(type, object);
  }

  private Rest matching(ApiPath path, ApiRequest request) {
    var labels = Selectors.labels(request.query("labelSelector"));
    var fields = Selectors.fields(path.type(), request.query("fieldSelector"));
    synchronized (store) {
      return new Rest(
          store.version(),
          store.list(path.type().id(), path.namespace()).stream()
              .filter(labels.and(fields))
              .toList());
    }
  }

  private synchronized Rest continued(String token) {
    Rest rest = rests.get(token);
    if (rest == null) {
      throw new ApiFailure(
          410,
          "Expired",
          "The provided continue parameter is too old to display a consistent list result. You can"
              + " start a new list without the continue parameter.");
    }
    return rest;
  }

  private synchronized String keep(Rest rest) {
    String token = UUID.randomUUID().toString();
    rests.put(token, rest);
    return token;
  }
}
