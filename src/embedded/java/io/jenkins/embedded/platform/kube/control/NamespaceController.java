package io.jenkins.embedded.platform.kube.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.admission.Removal;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ResourceType;

/** Gives a namespace its service account; empties one that goes, then lets it go. */
final class NamespaceController implements Controller {
  private final Cluster cluster;

  NamespaceController(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void reconcile() {
    cluster.each("namespaces", this::reconcile);
  }

  private void reconcile(ObjectNode namespace) {
    String name = Json.name(namespace);
    if (Json.isTerminating(namespace)) {
      if (!empty(name)) {
        release(namespace);
      }
    } else if (cluster.get("serviceaccounts", name, "default").isEmpty()) {
      ObjectNode account = Json.object();
      Json.ensure(account, "metadata").put("name", "default").put("namespace", name);
      cluster.create("serviceaccounts", account);
    }
  }

  /** Deletes what is in it; whether anything is still there. */
  private boolean empty(String namespace) {
    boolean left = false;
    for (ResourceType type : cluster.types().all()) {
      if (type.namespaced()) {
        for (ObjectNode object : cluster.list(type.id(), namespace)) {
          if (!Json.isTerminating(object)) {
            cluster.delete(type, object, Removal.graceful());
          }
        }
        left |= !cluster.list(type.id(), namespace).isEmpty();
      }
    }
    return left;
  }

  private void release(ObjectNode namespace) {
    cluster.change(
        "namespaces",
        namespace,
        n -> {
          ArrayNode kept = Json.array();
          for (String finalizer : Json.strings(Json.at(n, "spec", "finalizers"))) {
            if (!finalizer.equals("kubernetes")) {
              kept.add(finalizer);
            }
          }
          Json.ensure(n, "spec").set("finalizers", kept);
        });
  }
}
