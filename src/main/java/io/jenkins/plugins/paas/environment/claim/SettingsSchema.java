package io.jenkins.plugins.paas.environment.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.jenkins.plugins.paas.core.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A JSON Schema (2020-12) that says in a sentence what is wrong with a value. */
final class SettingsSchema {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode tree;
  private final JsonSchema schema;

  SettingsSchema(Map<String, Object> schema) {
    this(JSON.<JsonNode>valueToTree(schema));
  }

  SettingsSchema(JsonNode tree) {
    this.tree = tree;
    // nothing is fetched: schemas refer to themselves alone
    this.schema =
        JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                b -> b.schemaLoaders(loaders -> loaders.add(id -> null)))
            .getSchema(tree, SchemaValidatorsConfig.builder().locale(Locale.ENGLISH).build());
  }

  /**
   * The value with the schema's defaults; texts that are the numbers a schema wants become those.
   *
   * @param what begins the message
   * @throws ClaimFailure with everything that is wrong
   */
  Map<String, Object> check(Map<String, Object> given, String what) throws ClaimFailure {
    Map<String, Object> value = new LinkedHashMap<>();
    given.forEach((key, one) -> value.put(key, typed(key, one)));
    List<String> wrong = new ArrayList<>();
    for (ValidationMessage message : schema.validate(JSON.valueToTree(value))) {
      wrong.add(sentence(message));
    }
    if (!wrong.isEmpty()) {
      throw new ClaimFailure(what + ": " + String.join("; ", wrong));
    }
    Map<String, Object> complete = new LinkedHashMap<>();
    tree.path("properties")
        .fields()
        .forEachRemaining(
            property -> {
              JsonNode otherwise = property.getValue().get("default");
              complete.put(
                  property.getKey(),
                  otherwise == null ? null : JSON.convertValue(otherwise, Object.class));
            });
    complete.putAll(value);
    return complete;
  }

  // a page knows texts alone
  private Object typed(String property, Object value) {
    String type = tree.path("properties").path(property).path("type").asText();
    if (!(value instanceof String text)) {
      return value;
    }
    return switch (type) {
      case "integer" -> text.matches("-?[0-9]{1,9}") ? (Object) Integer.valueOf(text) : text;
      case "boolean" ->
          text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
      default -> text;
    };
  }

  private String sentence(ValidationMessage message) {
    String at = message.getInstanceLocation().toString().replaceFirst("^/", "");
    String property = message.getProperty();
    return switch (message.getType()) {
      case "additionalProperties" ->
          inside(at)
              + "there is no '"
              + property
              + "'."
              + (at.isEmpty() ? NearestName.hint(property, names()).stripTrailing() : "");
      case "required" -> inside(at) + "'" + property + "' is missing" + help(property);
      default ->
          (at.isEmpty() ? "" : "'" + at + "' ")
              + message.getMessage().substring(message.getMessage().indexOf(": ") + 2)
              + help(at);
    };
  }

  private static String inside(String at) {
    return at.isEmpty() ? "" : "in '" + at + "' ";
  }

  private String help(String property) {
    String text = tree.path("properties").path(property).path("description").asText();
    return text.isEmpty() ? "" : " (" + text + ")";
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    tree.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }
}
