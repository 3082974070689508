package io.jenkins.plugins.paas.delivery.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.util.Optional;

/**
 * Reads, saves and deletes definitions of pipelines and applications. Each method is one attempt;
 * saving is done when {@link #live} says so, whatever the answer was: Gate stops waiting for its
 * own task after half a minute.
 */
public final class GateDefinitions {

  private final GateSession session;

  GateDefinitions(GateSession session) {
    this.session = session;
  }

  /** What Spinnaker has under the definition's name. */
  public Optional<Definition> live(Definition definition) throws GateFailure, InterruptedException {
    if (definition.isApplication()) {
      return application(definition.name()).map(Definition::ofApplication);
    }
    HttpCall call = HttpCall.get("applications", definition.application(), "pipelineConfigs");
    for (JsonNode config : json(call)) {
      // Spinnaker takes no second name that differs in case only
      if (config.path("name").asText().equalsIgnoreCase(definition.name())) {
        return Optional.of(Definition.ofPipeline(config));
      }
    }
    return Optional.empty();
  }

  /** Whether the application is there: Spinnaker saves pipelines of unknown ones, for nobody. */
  public boolean hasApplication(String name) throws GateFailure, InterruptedException {
    return application(name).isPresent();
  }

  /** Whether a template is there; {@code reference} as a pipeline has it. */
  public boolean hasTemplate(String reference) throws GateFailure, InterruptedException {
    String id = reference.replaceFirst("^spinnaker://", "").replaceFirst("[:@].*$", "");
    try {
      json(HttpCall.get("v2", "pipelineTemplates", id));
      return true;
    } catch (GateFailure e) {
      if (e.kind() == GateFailure.Kind.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Creates or changes.
   *
   * @param live what is there, or {@code null}
   */
  public void save(Definition definition, Definition live)
      throws GateFailure, InterruptedException {
    ObjectNode document = definition.toSave(live);
    if (definition.isApplication()) {
      job(live == null ? "createApplication" : "updateApplication", document, "Save");
    } else {
      session.send(HttpCall.post("pipelines").json(document));
    }
  }

  /** Removes what is there. */
  public void delete(Definition live) throws GateFailure, InterruptedException {
    if (live.isApplication()) {
      ObjectNode name = JsonNodeFactory.instance.objectNode().put("name", live.name());
      job("deleteApplication", name, "Delete");
    } else {
      session.send(HttpCall.delete("pipelines", live.application(), live.name()));
    }
  }

  private Optional<JsonNode> application(String name) throws GateFailure, InterruptedException {
    try {
      return Optional.of(
          json(HttpCall.get("applications", name).query("expand", false)).path("attributes"));
    } catch (GateFailure e) {
      if (e.kind() == GateFailure.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void job(String type, ObjectNode application, String verb)
      throws GateFailure, InterruptedException {
    ObjectNode task = JsonNodeFactory.instance.objectNode();
    task.put("application", application.path("name").asText());
    task.put("description", verb + " application " + application.path("name").asText());
    task.putArray("job").addObject().put("type", type).set("application", application);
    session.send(HttpCall.post("tasks").json(task));
  }

  private JsonNode json(HttpCall call) throws GateFailure, InterruptedException {
    HttpAnswer answer = session.send(call);
    if (answer.isEmpty()) {
      throw session.empty(call, answer);
    }
    try {
      return answer.json();
    } catch (HttpFailure e) {
      throw session.broken(e);
    }
  }
}
