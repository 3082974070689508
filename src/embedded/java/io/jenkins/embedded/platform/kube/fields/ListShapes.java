package io.jenkins.embedded.platform.kube.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.embedded.platform.kube.objects.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which lists are maps by key, which are sets, and which lists and maps are one value, as the
 * {@code x-kubernetes-list-type}, {@code list-map-keys} and {@code map-type} marks of Kubernetes'
 * OpenAPI say for the built-in kinds. Custom resources have none of them: their lists are atomic,
 * their maps granular, which is what an API server assumes without marks.
 */
public final class ListShapes {
  /** How the elements of a list are told apart. */
  public record Shape(boolean set, List<String> keys) {
    boolean isKeyed() {
      return !keys.isEmpty();
    }
  }

  private static final Shape ATOMIC = new Shape(false, List.of());
  private static final Shape SET = new Shape(true, List.of());

  /** By the last two field names of the path, or the last one. */
  private static final Map<String, Shape> LISTS =
      Map.ofEntries(
          keyed("containers", "name"),
          keyed("initContainers", "name"),
          keyed("containers.env", "name"),
          keyed("initContainers.env", "name"),
          keyed("containers.ports", "containerPort", "protocol"),
          keyed("initContainers.ports", "containerPort", "protocol"),
          keyed("containers.volumeMounts", "mountPath"),
          keyed("initContainers.volumeMounts", "mountPath"),
          keyed("spec.volumes", "name"),
          keyed("spec.imagePullSecrets", "name"),
          keyed("spec.hostAliases", "ip"),
          keyed("spec.topologySpreadConstraints", "topologyKey", "whenUnsatisfiable"),
          keyed("status.conditions", "type"),
          keyed("status.podIPs", "ip"),
          keyed("status.addresses", "type"),
          keyed("metadata.ownerReferences", "uid"),
          keyed("secrets", "name"),
          Map.entry("metadata.finalizers", SET));

  private static final Map<String, Boolean> ATOMIC_MAPS =
      Map.of(
          "nodeSelector", true,
          "fieldRef", true,
          "configMapKeyRef", true,
          "secretKeyRef", true,
          "resourceFieldRef", true,
          "podSelector", true,
          "namespaceSelector", true,
          "labelSelector", true,
          "roleRef", true);

  private final ResourceType type;

  public ListShapes(ResourceType type) {
    this.type = type;
  }

  private static Map.Entry<String, Shape> keyed(String path, String... keys) {
    return Map.entry(path, new Shape(false, List.of(keys)));
  }

  /**
   * @param path dotted field names without list elements, e.g. {@code
   *     spec.template.spec.containers.ports}
   */
  Shape list(String path) {
    if (!type.isBuiltIn() && !path.startsWith("metadata.")) {
      return ATOMIC;
    }
    if (type.id().equals("services") && path.equals("spec.ports")) {
      return new Shape(false, List.of("port", "protocol"));
    }
    if (path.equals("secrets") && !type.id().equals("serviceaccounts")) {
      return ATOMIC;
    }
    String[] names = path.split("\\.");
    String last = names[names.length - 1];
    String lastTwo = names.length > 1 ? names[names.length - 2] + "." + last : last;
    Shape shape = LISTS.get(lastTwo);
    return shape != null ? shape : LISTS.getOrDefault(last, ATOMIC);
  }

  boolean isAtomicMap(String path) {
    if (!type.isBuiltIn()) {
      return false;
    }
    if (path.equals("spec.selector")) {
      return true;
    }
    return ATOMIC_MAPS.containsKey(path.substring(path.lastIndexOf('.') + 1));
  }

  /** The key values of an element; a missing protocol is TCP, as the schema's default says. */
  static List<JsonNode> key(Shape shape, JsonNode element) {
    List<JsonNode> key = new ArrayList<>();
    for (String name : shape.keys()) {
      JsonNode value = element.get(name);
      if (value == null && name.equals("protocol")) {
        value = TextNode.valueOf("TCP");
      }
      key.add(value == null ? MissingNode.getInstance() : value);
    }
    return key;
  }

  static Optional<JsonNode> find(Shape shape, JsonNode list, List<JsonNode> key) {
    for (JsonNode element : list) {
      if (key(shape, element).equals(key)) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }
}
