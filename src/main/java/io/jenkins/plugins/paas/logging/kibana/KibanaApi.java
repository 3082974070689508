package io.jenkins.plugins.paas.logging.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The import of saved objects, which Kibana since 7.2 and OpenSearch Dashboards have alike. One
 * attempt a call. Does not own the caller.
 */
public final class KibanaApi {

  private static final String BOUNDARY = "----paas-saved-objects";

  private final HttpCaller caller;
  private final String space;

  /**
   * @param space a space of Kibana, or {@code null} for the default one; Dashboards have none
   */
  public KibanaApi(HttpCaller caller, String space) {
    this.caller = caller;
    this.space = space;
  }

  public URI uri() {
    return caller.endpoint().baseUri();
  }

  /**
   * Imports objects.
   *
   * @param overwrite whether ones that are there are replaced; otherwise they are left as they are
   * @return how many were written
   * @throws KibanaFailure with each object that was not taken, and why
   */
  public long importObjects(SavedObjects objects, boolean overwrite)
      throws HttpFailure, KibanaFailure, InterruptedException {
    HttpCall call =
        space == null
            ? HttpCall.post("api", "saved_objects", "_import")
            : HttpCall.post("s", space, "api", "saved_objects", "_import");
    call.query("overwrite", overwrite ? true : null);
    call.header("kbn-xsrf", "true").header("osd-xsrf", "true");
    call.body("multipart/form-data; boundary=" + BOUNDARY, multipart(objects));
    // fixed ids: sending again writes the same objects
    HttpAnswer answer = caller.send(call.idempotent(true));
    refuse(answer);
    JsonNode result = answer.requireSuccess().json();
    List<String> refused = new ArrayList<>();
    for (JsonNode error : result.path("errors")) {
      String type = error.path("error").path("type").asText();
      if (overwrite || !type.endsWith("conflict")) {
        refused.add(
            error.path("type").asText()
                + " "
                + error.path("id").asText()
                + ": "
                + type.replace('_', ' ')
                + references(error));
      }
    }
    if (!refused.isEmpty()) {
      throw new KibanaFailure(
          "Saved objects are not taken by " + uri() + ": " + String.join("; ", refused));
    }
    return result.path("successCount").asLong();
  }

  private void refuse(HttpAnswer answer) throws KibanaFailure {
    String where = uri() + (space == null ? "" : ", space " + space);
    if (answer.status() == 403) {
      throw new KibanaFailure(
          "The credential of the platform's Kibana may not save objects at "
              + where
              + ". Give it the Kibana privileges Discover: all and Saved Objects Management: all"
              + " there.");
    }
    if (answer.status() == 404) {
      throw new KibanaFailure(
          "Saved objects cannot be imported at "
              + where
              + ": HTTP 404. Does the space exist, and is the URL one of Kibana or OpenSearch"
              + " Dashboards, with its base path?");
    }
  }

  private static String references(JsonNode error) {
    List<String> names = new ArrayList<>();
    for (JsonNode reference : error.path("error").path("references")) {
      names.add(reference.path("type").asText() + " " + reference.path("id").asText());
    }
    return names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
  }

  /** Where people see the lines of a target in a range of time. */
  public String discover(String target, Instant from, Instant to) {
    return uri()
        + (space == null ? "" : "/s/" + space)
        + "/app/discover#/?_g=(time:(from:'"
        + from
        + "',to:'"
        + to
        + "'))&_a=(columns:!(message),index:'"
        + target
        + "',sort:!(!('@timestamp',desc)))";
  }

  private static byte[] multipart(SavedObjects objects) {
    return ("--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"paas.ndjson\"\r\n"
            + "Content-Type: application/ndjson\r\n\r\n"
            + objects
            + "\r\n--"
            + BOUNDARY
            + "--\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
