package io.jenkins.plugins.paas.delivery.gate;

import io.jenkins.plugins.paas.core.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares parameters with what a pipeline declares. Spinnaker itself takes unknown names and
 * values outside the options in silence.
 */
public final class ParameterCheck {

  private ParameterCheck() {}

  /** All that is wrong, a sentence each; empty when nothing is. */
  public static List<String> problems(PipelineConfig pipeline, Map<String, ?> given) {
    List<String> problems = new ArrayList<>();
    Map<String, PipelineConfig.Parameter> declared = new LinkedHashMap<>();
    pipeline.parameters().forEach(p -> declared.put(p.name(), p));
    for (Map.Entry<String, ?> entry : given.entrySet()) {
      PipelineConfig.Parameter parameter = declared.get(entry.getKey());
      if (parameter == null) {
        problems.add(
            "it declares no parameter '"
                + entry.getKey()
                + "'."
                + (declared.isEmpty()
                    ? " It declares none."
                    : NearestName.hint(entry.getKey(), declared.keySet())));
      } else if (!parameter.options().isEmpty()
          && !parameter.options().contains(String.valueOf(entry.getValue()))) {
        problems.add(
            "parameter '"
                + entry.getKey()
                + "' is '"
                + entry.getValue()
                + "', which is not among its options: "
                + String.join(", ", parameter.options())
                + ".");
      }
    }
    for (PipelineConfig.Parameter parameter : pipeline.parameters()) {
      Object value = given.get(parameter.name());
      boolean absent = value == null || value.toString().isEmpty();
      boolean hasDefault = parameter.defaultValue() != null && !parameter.defaultValue().isEmpty();
      if (parameter.required() && absent && !hasDefault) {
        problems.add("parameter '" + parameter.name() + "' is required and has no default.");
      }
    }
    return problems;
  }
}
