package io.jenkins.plugins.paas.logging.kibana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Saved objects as lines of JSON, one object a line. What exists is valid. */
public final class SavedObjects {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 1000;

  private final String lines;

  private SavedObjects(String lines) {
    this.lines = lines;
  }

  /** The data view of a target, by the target's name, and a search that shows its newest lines. */
  public static SavedObjects of(String target) {
    ObjectNode view = JSON.createObjectNode();
    view.put("type", "index-pattern").put("id", target);
    view.putObject("attributes").put("title", target).put("timeFieldName", "@timestamp");
    view.putArray("references");
    ObjectNode search = JSON.createObjectNode();
    search.put("type", "search").put("id", target + "-lines");
    ObjectNode attributes = search.putObject("attributes");
    attributes.put("title", "Lines of " + target).put("description", "made by paasLogs");
    attributes.putArray("columns").add("message");
    attributes.putArray("sort").addArray().add("@timestamp").add("desc");
    attributes
        .putObject("kibanaSavedObjectMeta")
        .put(
            "searchSourceJSON",
            "{\"query\":{\"query\":\"\",\"language\":\"kuery\"},\"filter\":[],"
                + "\"indexRefName\":\"kibanaSavedObjectMeta.searchSourceJSON.index\"}");
    search
        .putArray("references")
        .addObject()
        .put("name", "kibanaSavedObjectMeta.searchSourceJSON.index")
        .put("type", "index-pattern")
        .put("id", target);
    return new SavedObjects(view + "\n" + search + "\n");
  }

  /**
   * An export of Kibana or Dashboards.
   *
   * @param name of the file, for messages
   * @throws KibanaFailure with the line that is no saved object
   */
  public static SavedObjects parse(String text, String name) throws KibanaFailure {
    StringBuilder lines = new StringBuilder();
    int number = 0;
    int objects = 0;
    for (String line : text.split("\n")) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      JsonNode object;
      try {
        object = JSON.readTree(line);
      } catch (JsonProcessingException e) {
        throw new KibanaFailure(
            name + ", line " + number + " is no JSON: an export has one object a line (.ndjson)");
      }
      if (object.has("exportedCount")) {
        continue; // the export's own summary
      }
      if (!object.path("type").isTextual() || !object.path("attributes").isObject()) {
        throw new KibanaFailure(
            name + ", line " + number + " is no saved object: type or attributes are missing");
      }
      objects++;
      lines.append(object).append('\n');
    }
    if (objects == 0 || objects > MOST) {
      throw new KibanaFailure(name + " holds " + objects + " saved objects, not 1 to " + MOST);
    }
    return new SavedObjects(lines.toString());
  }

  @Override
  public String toString() {
    return lines;
  }
}
