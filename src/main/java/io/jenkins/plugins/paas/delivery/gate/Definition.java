package io.jenkins.plugins.paas.delivery.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.core.yaml.YamlFailure;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A pipeline's or an application's definition, as a repository keeps it: what Deck shows as JSON,
 * or the same as YAML. An application has no stages and no template, but an {@code email}.
 */
public final class Definition {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** What Spinnaker writes by itself. */
  private static final Set<String> SERVER_SIDE =
      Set.of("id", "index", "updateTs", "createTs", "lastModified", "lastModifiedBy", "schema");

  /** Lists without an order of their own, by what names their elements. */
  private static final Map<String, String> UNORDERED =
      Map.of("stages", "refId", "triggers", "type", "expectedArtifacts", "id");

  private final ObjectNode document;
  private final boolean application;

  private Definition(ObjectNode document, boolean application) {
    this.document = document;
    this.application = application;
  }

  /**
   * Reads JSON or YAML.
   *
   * @param source the file's path, for messages
   * @param application stands in a pipeline that names none
   * @throws YamlFailure with file and line; also where the definition is neither, or is another
   *     application's
   */
  public static Definition parse(String text, String source, String application)
      throws YamlFailure {
    ObjectNode document = JSON.valueToTree(YamlText.parse(text, source));
    boolean pipeline =
        document.has("stages") || document.has("template") || document.has("application");
    if (!pipeline && !document.has("email")) {
      throw new YamlFailure(
          source
              + " is neither a pipeline (stages, or a template) nor an application (email), see"
              + " \"Edit as JSON\" in Deck for what Spinnaker knows",
          null);
    }
    String key = pipeline ? "application" : "name";
    String named = document.path(key).asText("");
    if (named.isEmpty()) {
      document.put(key, application);
    } else if (!named.equalsIgnoreCase(application)) {
      throw new YamlFailure(
          source + " is of application '" + named + "', and this is '" + application + "'", null);
    }
    return new Definition(document, !pipeline);
  }

  static Definition ofPipeline(JsonNode live) {
    return new Definition(live.deepCopy(), false);
  }

  static Definition ofApplication(JsonNode attributes) {
    return new Definition(attributes.deepCopy(), true);
  }

  public boolean isApplication() {
    return application;
  }

  /** The pipeline's name, or the application's. */
  public String name() {
    return document.path("name").asText("");
  }

  public String application() {
    return document.path(application ? "name" : "application").asText();
  }

  /** The id that Spinnaker gave it; empty for one from a repository. */
  public String id() {
    return document.path("id").asText("");
  }

  /** The template's reference; empty for a pipeline without one. */
  public String template() {
    return document.path("template").path("reference").asText("");
  }

  JsonNode document() {
    return document;
  }

  /** What is to be sent: this, as the one that is there already where there is one. */
  ObjectNode toSave(Definition live) {
    ObjectNode sent = document.deepCopy();
    SERVER_SIDE.stream().filter(k -> !k.equals("schema")).forEach(sent::remove);
    if (live != null) {
      for (String kept : List.of("id", "index")) {
        if (live.document.hasNonNull(kept)) {
          sent.set(kept, live.document.get(kept));
        }
      }
    }
    return sent;
  }

  /**
   * The definition as text for comparison: keys in order, without what Spinnaker writes by itself,
   * lists that have no order by name.
   */
  public String text() {
    return text(null);
  }

  /** The same, of an application only the attributes that the other one speaks of. */
  public String text(Definition other) {
    Map<String, Object> sorted = new TreeMap<>();
    document
        .properties()
        .forEach(
            e -> {
              boolean ours = other == null || !application || other.document.has(e.getKey());
              if (ours && !SERVER_SIDE.contains(e.getKey()) && !isEmptyList(e.getValue())) {
                sorted.put(e.getKey(), ordered(e.getKey(), e.getValue()));
              }
            });
    if (application) {
      sorted.put("name", name().toLowerCase(Locale.ROOT));
    }
    try {
      return JSON.writeValueAsString(sorted);
    } catch (IOException e) {
      throw new IllegalStateException(e); // it was read from text
    }
  }

  // Spinnaker adds empty lists of stages and triggers
  private static boolean isEmptyList(JsonNode value) {
    return value.isNull() || value.isArray() && value.isEmpty();
  }

  private static Object ordered(String key, JsonNode value) {
    if (value.isObject()) {
      Map<String, Object> sorted = new TreeMap<>();
      value.properties().forEach(e -> sorted.put(e.getKey(), ordered(e.getKey(), e.getValue())));
      return sorted;
    }
    if (!value.isArray()) {
      return value;
    }
    List<JsonNode> elements = new ArrayList<>();
    value.forEach(elements::add);
    String name = UNORDERED.get(key);
    if (name != null) {
      elements.sort(
          Comparator.comparing((JsonNode e) -> e.path(name).asText())
              .thenComparing(JsonNode::toString));
    }
    List<Object> list = new ArrayList<>();
    elements.forEach(e -> list.add(ordered("", e)));
    return list;
  }
}
