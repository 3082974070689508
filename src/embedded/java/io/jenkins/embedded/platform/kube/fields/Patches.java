package io.jenkins.embedded.platform.kube.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.jenkins.embedded.platform.kube.fields.ListShapes.Shape;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ResourceType;

/** JSON merge patch (RFC 7386), JSON patch (RFC 6902) and Kubernetes' strategic merge patch. */
public final class Patches {
  private Patches() {}

  public static ObjectNode patched(
      ObjectNode live, JsonNode patch, String contentType, ResourceType type) {
    JsonNode result =
        switch (contentType) {
          case "application/merge-patch+json" -> merge(live, patch);
          case "application/json-patch+json" -> jsonPatch(live, patch);
          case "application/strategic-merge-patch+json" -> {
            if (!type.isBuiltIn()) {
              throw unsupported(contentType);
            }
            yield strategic(live, patch, new ListShapes(type), "");
          }
          default -> throw unsupported(contentType);
        };
    if (!result.isObject()) {
      throw ApiFailure.badRequest("the patch does not leave an object");
    }
    return (ObjectNode) result;
  }

  private static ApiFailure unsupported(String contentType) {
    return new ApiFailure(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format (" + contentType + ")");
  }

  private static JsonNode jsonPatch(ObjectNode live, JsonNode patch) {
    try {
      return JsonPatch.apply(patch, live.deepCopy());
    } catch (RuntimeException e) {
      throw new ApiFailure(
          422,
          "Invalid",
          "the server rejected our request due to an error in our request: " + e.getMessage());
    }
  }

  private static JsonNode merge(JsonNode live, JsonNode patch) {
    if (!patch.isObject()) {
      return patch.deepCopy();
    }
    ObjectNode merged = live.isObject() ? live.deepCopy() : Json.object();
    patch
        .properties()
        .forEach(
            e -> {
              if (e.getValue().isNull()) {
                merged.remove(e.getKey());
              } else {
                merged.set(e.getKey(), merge(merged.path(e.getKey()), e.getValue()));
              }
            });
    return merged;
  }

  private static JsonNode strategic(JsonNode live, JsonNode patch, ListShapes shapes, String path) {
    if (!patch.isObject()) {
      return patch.deepCopy();
    }
    ObjectNode merged = live.isObject() ? live.deepCopy() : Json.object();
    String directive = Json.text(patch, "$patch");
    if (directive.equals("delete")) {
      return Json.object();
    }
    if (directive.equals("replace")) {
      merged.removeAll();
    }
    if (patch.path("$retainKeys").isArray()) {
      merged.retain(Json.strings(patch.path("$retainKeys")));
    }
    for (var e : patch.properties()) {
      String name = e.getKey();
      if (name.startsWith("$deleteFromPrimitiveList/")) {
        deletePrimitives(merged, name.substring(name.indexOf('/') + 1), e.getValue());
      } else if (!name.startsWith("$")) {
        member(merged, name, e.getValue(), shapes, FieldSet.join(path, name));
      }
    }
    return merged;
  }

  private static void member(
      ObjectNode merged, String name, JsonNode wanted, ListShapes shapes, String path) {
    if (wanted.isNull()) {
      merged.remove(name);
      return;
    }
    Shape shape = shapes.list(path);
    if (wanted.isArray() && (shape.isKeyed() || shape.set()) && merged.path(name).isArray()) {
      merged.set(name, elements((ArrayNode) merged.get(name), wanted, shapes, path, shape));
    } else {
      merged.set(name, strategic(merged.path(name), withoutDirectives(wanted), shapes, path));
    }
  }

  /** A list that is set for the first time carries no elements that only delete. */
  private static JsonNode withoutDirectives(JsonNode wanted) {
    if (!wanted.isArray()) {
      return wanted;
    }
    ArrayNode kept = Json.array();
    wanted.forEach(
        e -> {
          if (!e.has("$patch")) {
            kept.add(e);
          }
        });
    return kept;
  }

  private static ArrayNode elements(
      ArrayNode live, JsonNode patch, ListShapes shapes, String path, Shape shape) {
    ArrayNode merged = live.deepCopy();
    for (JsonNode wanted : patch) {
      if (Json.text(wanted, "$patch").equals("replace")) {
        return (ArrayNode) withoutDirectives(patch);
      }
      int at = position(merged, wanted, shape);
      if (Json.text(wanted, "$patch").equals("delete")) {
        if (at >= 0) {
          merged.remove(at);
        }
      } else if (at < 0) {
        merged.add(wanted.deepCopy());
      } else if (!shape.set()) {
        merged.set(at, strategic(merged.get(at), wanted, shapes, path));
      }
    }
    return merged;
  }

  /** Strategic merge knows one key only, the first: containerPort without its protocol. */
  private static int position(ArrayNode list, JsonNode wanted, Shape shape) {
    for (int i = 0; i < list.size(); i++) {
      JsonNode has = list.get(i);
      boolean same =
          shape.set()
              ? has.equals(wanted)
              : has.path(shape.keys().get(0)).equals(wanted.path(shape.keys().get(0)));
      if (same) {
        return i;
      }
    }
    return -1;
  }

  private static void deletePrimitives(ObjectNode merged, String name, JsonNode values) {
    if (merged.path(name) instanceof ArrayNode list) {
      for (int i = list.size() - 1; i >= 0; i--) {
        for (JsonNode value : values) {
          if (list.get(i).equals(value)) {
            list.remove(i);
            break;
          }
        }
      }
    }
  }
}
