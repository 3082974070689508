package io.jenkins.plugins.paas.delivery.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is wrong with a definition before Spinnaker sees it. Spinnaker itself takes nearly anything
 * and fails when the pipeline runs.
 */
public final class DefinitionCheck {

  /** What the usual stages cannot do without; a bar separates alternatives. */
  private static final Map<String, List<String>> REQUIRED =
      Map.ofEntries(
          Map.entry("wait", List.of("waitTime")),
          Map.entry("pipeline", List.of("application", "pipeline")),
          Map.entry(
              "deployManifest",
              List.of("account", "manifests|manifestArtifact|manifestArtifactId")),
          Map.entry(
              "patchManifest",
              List.of("account", "location", "patchBody|manifestArtifact|manifestArtifactId")),
          Map.entry("deleteManifest", List.of("account", "location")),
          Map.entry("scaleManifest", List.of("account", "location", "replicas")),
          Map.entry("undoRolloutManifest", List.of("account", "location", "numRevisionsBack")),
          Map.entry(
              "runJobManifest", List.of("account", "manifest|manifestArtifact|manifestArtifactId")),
          Map.entry("bakeManifest", List.of("templateRenderer")),
          Map.entry("webhook", List.of("url", "method")),
          Map.entry("jenkins", List.of("master", "job")),
          Map.entry("evaluateVariables", List.of("variables")),
          Map.entry("checkPreconditions", List.of("preconditions")));

  private final List<String> problems = new ArrayList<>();

  private DefinitionCheck() {}

  /** One text a problem, none where it may be saved. */
  public static List<String> problems(Definition definition) {
    DefinitionCheck check = new DefinitionCheck();
    JsonNode document = definition.document();
    check.require(document, "name", "");
    if (definition.isApplication()) {
      check.require(document, "email", "");
    } else {
      check.template(document);
      check.stages(document.path("stages"), artifacts(document));
      check.parameters(document.path("parameterConfig"));
    }
    return check.problems;
  }

  private void require(JsonNode node, String alternatives, String where) {
    for (String field : alternatives.split("\\|")) {
      if (node.hasNonNull(field) && !node.get(field).asText(" ").isEmpty()) {
        return;
      }
    }
    problems.add(where + "'" + alternatives.replace("|", "' or '") + "' is missing");
  }

  private void template(JsonNode document) {
    boolean instance = document.path("type").asText("").equals("templatedPipeline");
    if (document.has("template") || instance) {
      if (!document.path("schema").asText("").equals("v2")) {
        problems.add("a pipeline from a template needs schema: v2");
      }
      require(document.path("template"), "reference", "template: ");
    }
  }

  private static Set<String> artifacts(JsonNode document) {
    Set<String> ids = new TreeSet<>();
    document.path("expectedArtifacts").forEach(a -> ids.add(a.path("id").asText()));
    document
        .path("stages")
        .forEach(s -> s.path("expectedArtifacts").forEach(a -> ids.add(a.path("id").asText())));
    return ids;
  }

  private void stages(JsonNode stages, Set<String> artifacts) {
    if (!stages.isMissingNode() && !stages.isArray()) {
      problems.add("stages is no list");
      return;
    }
    StageReferences references = new StageReferences();
    for (JsonNode stage : stages) {
      String where = "stage '" + stage.path("name").asText(stage.path("refId").asText("")) + "': ";
      require(stage, "type", where);
      for (String field : REQUIRED.getOrDefault(stage.path("type").asText(), List.of())) {
        require(stage, field, where);
      }
      references.add(where, stage);
      List<JsonNode> used = new ArrayList<>();
      used.add(stage.path("manifestArtifactId"));
      stage.path("requiredArtifactIds").forEach(used::add);
      for (JsonNode id : used) {
        String text = id.asText("");
        if (!text.isEmpty() && !text.contains("${") && !artifacts.contains(text)) {
          problems.add(where + "no expectedArtifacts has the id '" + text + "'");
        }
      }
    }
    problems.addAll(references.problems());
  }

  private void parameters(JsonNode parameters) {
    Set<String> seen = new HashSet<>();
    for (JsonNode parameter : parameters) {
      String name = parameter.path("name").asText("");
      if (name.isEmpty()) {
        problems.add("parameterConfig: a parameter has no name");
      } else if (!seen.add(name)) {
        problems.add("parameterConfig: '" + name + "' is there twice");
      }
      boolean listed = parameter.path("hasOptions").asBoolean(false);
      if (listed && parameter.path("options").isEmpty()) {
        problems.add("parameterConfig: '" + name + "' has options, and lists none");
      }
    }
  }
}
