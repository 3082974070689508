package io.jenkins.embedded.platform.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.admission.Removal;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
      List<ObjectNode> left = emptied(name);
      if (left.isEmpty()) {
        release(namespace);
      } else {
        explain(namespace, left);
      }
    } else if (cluster.get("serviceaccounts", name, "default").isEmpty()) {
      ObjectNode account = Json.object();
      Json.ensure(account, "metadata").put("name", "default").put("namespace", name);
      cluster.create("serviceaccounts", account);
    }
  }

  /** Deletes what is in it; what is still there. */
  private List<ObjectNode> emptied(String namespace) {
    List<ObjectNode> left = new ArrayList<>();
    for (ResourceType type : cluster.types().all()) {
      if (type.namespaced()) {
        for (ObjectNode object : cluster.list(type.id(), namespace)) {
          if (!Json.isTerminating(object)) {
            cluster.delete(type, object, Removal.graceful());
          }
        }
        left.addAll(cluster.list(type.id(), namespace));
      }
    }
    return left;
  }

  /** Says in the words of Kubernetes' own controller what keeps the namespace from ending. */
  private void explain(ObjectNode namespace, List<ObjectNode> left) {
    Map<String, Integer> kinds = new TreeMap<>();
    Map<String, Integer> finalizers = new TreeMap<>();
    for (ObjectNode object : left) {
      kinds.merge(Json.text(object, "kind"), 1, Integer::sum);
      Json.strings(Json.at(object, "metadata", "finalizers"))
          .forEach(finalizer -> finalizers.merge(finalizer, 1, Integer::sum));
    }
    JsonNode before = Json.at(namespace, "status", "conditions");
    ArrayNode conditions = Json.array();
    Conditions.add(
        conditions,
        before,
        "NamespaceContentRemaining",
        true,
        "SomeResourcesRemain",
        "Some resources are remaining: " + counted(kinds, " has ", " resource instances"),
        cluster.timestamp());
    if (!finalizers.isEmpty()) {
      Conditions.add(
          conditions,
          before,
          "NamespaceFinalizersRemaining",
          true,
          "SomeFinalizersRemain",
          "Some content in the namespace has finalizers remaining: "
              + counted(finalizers, " in ", " resource instances"),
          cluster.timestamp());
    }
    conditions.forEach(condition -> ((ObjectNode) condition).remove("lastUpdateTime"));
    if (!sayTheSame(before, conditions)) {
      cluster.status(
          "namespaces", namespace, n -> Json.ensure(n, "status").set("conditions", conditions));
    }
  }

  private static boolean sayTheSame(JsonNode before, ArrayNode after) {
    return before.size() == after.size()
        && IntStream.range(0, after.size())
            .allMatch(
                i ->
                    Json.text(before.get(i), "message").equals(Json.text(after.get(i), "message")));
  }

  private static String counted(Map<String, Integer> counts, String between, String after) {
    return counts.entrySet().stream()
        .map(e -> e.getKey() + between + e.getValue() + after)
        .collect(Collectors.joining(", "));
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
