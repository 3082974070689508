package io.jenkins.plugins.paas.monitoring.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls about silences. One attempt a call. Thread-safe; does not own the caller. */
public final class AlertmanagerApi {

  /** The end of a comment: controller, run, flow node. */
  private static final Pattern KEY =
      Pattern.compile("\\[jenkins:([0-9a-f]+):(.+#\\d+):[^:\\]]+\\]$");

  private final HttpCaller caller;

  public AlertmanagerApi(HttpCaller caller) {
    this.caller = caller;
  }

  public URI uri() {
    return caller.endpoint().baseUri();
  }

  /**
   * Makes a silence, or gives one another end.
   *
   * @param id {@code null} for a new one
   * @return its id; a new one where the old could not be changed
   * @throws SilenceFailure when it was refused
   */
  public String put(
      String id, List<SilenceMatcher> matchers, Instant from, Instant to, String comment)
      throws HttpFailure, SilenceFailure, InterruptedException {
    Map<String, Object> document = new LinkedHashMap<>();
    if (id != null) {
      document.put("id", id);
    }
    document.put("matchers", matchers.stream().map(SilenceMatcher::toDocument).toList());
    document.put("startsAt", from.toString());
    document.put("endsAt", to.toString());
    document.put("createdBy", "jenkins-paas");
    document.put("comment", comment);
    HttpAnswer answer = caller.send(HttpCall.post("api", "v2", "silences").json(document));
    if (answer.status() == 400) {
      throw new SilenceFailure(
          "Alertmanager at " + uri() + " refused the silence: " + oneLine(answer.text()));
    }
    String made = answer.requireSuccess().json().path("silenceID").asText();
    if (made.isEmpty()) {
      throw foreign();
    }
    return made;
  }

  /** The silence, or empty where there is none of that id. */
  public Optional<Silence> get(String id) throws HttpFailure, SilenceFailure, InterruptedException {
    HttpAnswer answer = caller.send(HttpCall.get("api", "v2", "silence", id));
    return answer.status() == 404
        ? Optional.empty()
        : Optional.of(silence(answer.requireSuccess().json()));
  }

  /** The one whose comment ends with this text and that has not ended; after a crash. */
  public Optional<Silence> withComment(String end)
      throws HttpFailure, SilenceFailure, InterruptedException {
    JsonNode all = caller.send(HttpCall.get("api", "v2", "silences")).requireSuccess().json();
    if (!all.isArray()) {
      throw foreign();
    }
    for (JsonNode one : all) {
      if (one.path("comment").asText().endsWith(end) && !silence(one).isExpired()) {
        return Optional.of(silence(one));
      }
    }
    return Optional.empty();
  }

  /**
   * Those that builds of one controller made and that have not ended, by the key in their comments.
   *
   * @param controller its id, as keys have it
   */
  public List<BuildSilence> ofBuilds(String controller)
      throws HttpFailure, SilenceFailure, InterruptedException {
    JsonNode all = caller.send(HttpCall.get("api", "v2", "silences")).requireSuccess().json();
    if (!all.isArray()) {
      throw foreign();
    }
    List<BuildSilence> found = new ArrayList<>();
    for (JsonNode one : all) {
      Matcher key = KEY.matcher(one.path("comment").asText());
      Silence silence = silence(one);
      if (key.find() && key.group(1).equals(controller) && !silence.isExpired()) {
        found.add(new BuildSilence(silence, key.group(2)));
      }
    }
    return found;
  }

  /** Ends it now; one that has ended, or is not there, is as well. */
  public void expire(String id) throws HttpFailure, SilenceFailure, InterruptedException {
    HttpAnswer answer = caller.send(HttpCall.delete("api", "v2", "silence", id));
    if (answer.status() == 500 && get(id).map(Silence::isExpired).orElse(true)) {
      return; // 0.25 answers so for one that has ended
    }
    if (answer.status() != 404) {
      answer.requireSuccess();
    }
  }

  private Silence silence(JsonNode json) throws SilenceFailure {
    try {
      return new Silence(
          json.path("id").asText(),
          json.path("status").path("state").asText(),
          OffsetDateTime.parse(json.path("startsAt").asText()).toInstant(),
          OffsetDateTime.parse(json.path("endsAt").asText()).toInstant());
    } catch (DateTimeException e) {
      throw foreign();
    }
  }

  private SilenceFailure foreign() {
    return new SilenceFailure(
        uri()
            + "/api/v2/silences did not answer as Alertmanager does. Is the URL of the platform's"
            + " Alertmanager right?");
  }

  private static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }
}
