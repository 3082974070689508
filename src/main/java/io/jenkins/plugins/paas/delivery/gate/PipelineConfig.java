package io.jenkins.plugins.paas.delivery.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A pipeline as Front50 keeps it; what a delivery needs of it.
 *
 * @param disabled Spinnaker refuses to start it, and leaves a failed execution behind
 */
public record PipelineConfig(
    String id,
    String application,
    String name,
    boolean disabled,
    List<Parameter> parameters,
    List<ExpectedArtifact> expectedArtifacts) {

  /**
   * A parameter that the pipeline declares.
   *
   * @param defaultValue {@code null} where there is none
   * @param options empty where anything goes
   */
  public record Parameter(
      String name, boolean required, String defaultValue, List<String> options) {

    static Parameter of(JsonNode node) {
      List<String> options = new ArrayList<>();
      if (node.path("hasOptions").asBoolean(node.path("options").size() > 0)) {
        node.path("options").forEach(o -> options.add(o.path("value").asText()));
      }
      JsonNode value = node.path("default");
      return new Parameter(
          node.path("name").asText(""),
          node.path("required").asBoolean(false),
          value.isMissingNode() || value.isNull() ? null : value.asText(),
          options);
    }
  }

  static PipelineConfig of(JsonNode node) {
    List<Parameter> parameters = new ArrayList<>();
    node.path("parameterConfig").forEach(p -> parameters.add(Parameter.of(p)));
    List<ExpectedArtifact> artifacts = new ArrayList<>();
    node.path("expectedArtifacts").forEach(a -> artifacts.add(ExpectedArtifact.of(a)));
    return new PipelineConfig(
        node.path("id").asText(""),
        node.path("application").asText(""),
        node.path("name").asText(""),
        node.path("disabled").asBoolean(false),
        List.copyOf(parameters),
        List.copyOf(artifacts));
  }

  /**
   * How to name it in a path: by name, or by id where the name does not survive the way there
   * ({@code / \} end at Tomcat, {@code % ;} at Spring's firewall, dots are folded).
   */
  String pathName() {
    return name.isBlank() || name.matches("(?s).*[/\\\\%;].*") || name.matches("\\.{1,2}")
        ? id
        : name;
  }
}
