package io.jenkins.embedded.platform.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A container's environment: the image's and the pod's, nothing of this process. */
final class Variables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([A-Za-z_.-][\\w.-]*)\\)");
  private static final Pattern MAP_FIELD =
      Pattern.compile("metadata\\.(labels|annotations)\\['([^']+)'\\]");

  private final PodBoard board;
  private final JsonNode pod;
  private final String podIp;

  Variables(PodBoard board, JsonNode pod, String podIp) {
    this.board = board;
    this.pod = pod;
    this.podIp = podIp;
  }

  Map<String, String> of(JsonNode container, UnpackedImage image) throws ContainerFailure {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String pair : image.strings("Env")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        variables.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    variables.put("HOSTNAME", pod.path("metadata").path("name").asText());
    for (JsonNode source : container.path("envFrom")) {
      from(source, variables);
    }
    for (JsonNode variable : container.path("env")) {
      String name = variable.path("name").asText();
      if (variable.has("valueFrom")) {
        value(variable.path("valueFrom"), container).ifPresent(v -> variables.put(name, v));
      } else {
        variables.put(name, expand(variable.path("value").asText(""), variables));
      }
    }
    return variables;
  }

  /** Kubernetes' {@code $(NAME)}; an unknown name stays, {@code $$} is one dollar. */
  static String expand(String text, Map<String, String> variables) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            m ->
                Matcher.quoteReplacement(
                    m.group(1) == null ? "$" : variables.getOrDefault(m.group(1), m.group())));
  }

  private void from(JsonNode source, Map<String, String> variables) throws ContainerFailure {
    String prefix = source.path("prefix").asText("");
    for (String kind : new String[] {"configMap", "secret"}) {
      JsonNode reference = source.path(kind + "Ref");
      if (reference.isObject()) {
        Optional<JsonNode> data = data(kind, reference);
        if (data.isPresent()) {
          for (var e : data.get().properties()) {
            variables.put(prefix + e.getKey(), decode(kind, e.getValue().asText()));
          }
        }
      }
    }
  }

  private Optional<String> value(JsonNode source, JsonNode container) throws ContainerFailure {
    if (source.has("fieldRef")) {
      return Optional.of(field(source.path("fieldRef").path("fieldPath").asText()));
    }
    if (source.has("resourceFieldRef")) {
      return Optional.of(resource(source.path("resourceFieldRef"), container));
    }
    for (String kind : new String[] {"configMap", "secret"}) {
      JsonNode reference = source.path(kind + "KeyRef");
      if (reference.isObject()) {
        String key = reference.path("key").asText();
        Optional<JsonNode> data = data(kind, reference);
        if (data.isPresent() && data.get().has(key)) {
          return Optional.of(decode(kind, data.get().get(key).asText()));
        }
        if (reference.path("optional").asBoolean()) {
          return Optional.empty();
        }
        throw new ContainerFailure(
            "CreateContainerConfigError",
            "couldn't find key "
                + key
                + " in "
                + (kind.equals("secret") ? "Secret " : "ConfigMap ")
                + pod.path("metadata").path("namespace").asText()
                + "/"
                + reference.path("name").asText());
      }
    }
    throw new ContainerFailure("CreateContainerConfigError", "invalid variable source " + source);
  }

  private Optional<JsonNode> data(String kind, JsonNode reference) throws ContainerFailure {
    String namespace = pod.path("metadata").path("namespace").asText();
    String name = reference.path("name").asText();
    Optional<JsonNode> object =
        kind.equals("secret") ? board.secret(namespace, name) : board.configMap(namespace, name);
    if (object.isEmpty() && !reference.path("optional").asBoolean()) {
      throw new ContainerFailure(
          "CreateContainerConfigError", kind.toLowerCase() + " \"" + name + "\" not found");
    }
    return object.map(o -> o.path("data"));
  }

  private static String decode(String kind, String value) {
    return kind.equals("secret")
        ? new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)
        : value;
  }

  private String field(String path) throws ContainerFailure {
    Matcher map = MAP_FIELD.matcher(path);
    if (map.matches()) {
      return pod.path("metadata").path(map.group(1)).path(map.group(2)).asText("");
    }
    return switch (path) {
      case "status.podIP", "status.podIPs" -> podIp;
      case "status.hostIP", "status.hostIPs" -> "127.0.0.1";
      case "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.serviceAccountName" -> {
        String[] steps = path.split("\\.");
        yield pod.path(steps[0]).path(steps[1]).asText("");
      }
      default ->
          throw new ContainerFailure(
              "CreateContainerConfigError", "unsupported fieldPath: " + path);
    };
  }

  private static String resource(JsonNode reference, JsonNode container) throws ContainerFailure {
    String[] path = reference.path("resource").asText().split("\\.");
    JsonNode amount =
        path.length == 2
            ? container.path("resources").path(path[0]).path(path[1])
            : container.path("missing");
    if (amount.isMissingNode()) {
      throw new ContainerFailure(
          "CreateContainerConfigError",
          "the container states no " + reference.path("resource").asText());
    }
    return Limits.whole(amount.asText(), path[1].equals("cpu"));
  }
}
