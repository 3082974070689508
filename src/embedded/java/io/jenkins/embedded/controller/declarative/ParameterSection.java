package io.jenkins.embedded.controller.declarative;

import io.jenkins.embedded.controller.script.Grammar;
import io.jenkins.plugins.paas.core.text.NearestName;
import java.util.List;
import java.util.Map;

/** {@code parameters { string(name: …, defaultValue: …) }}: names and defaults. */
final class ParameterSection extends Section {
  ParameterSection(PipelineAccess access) {
    super(access);
  }

  @Override
  protected Object line(String kind, Object[] arguments) {
    if (arguments.length != 1 || !(arguments[0] instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("Write " + kind + "(name: 'NAME', …) in parameters");
    }
    List<String> valid = Grammar.parameterArguments(kind);
    for (Object key : map.keySet()) {
      if (!valid.contains(String.valueOf(key))) {
        throw new IllegalArgumentException(
            "Parameter "
                + kind
                + " has no argument '"
                + key
                + "'."
                + NearestName.hint(String.valueOf(key), valid));
      }
    }
    Object name = map.get("name");
    if (name == null) {
      throw new IllegalArgumentException("Parameter " + kind + " needs the argument 'name'");
    }
    access.parameterDefault(String.valueOf(name), defaultValue(kind, map));
    return null;
  }

  private static Object defaultValue(String kind, Map<?, ?> map) {
    Object given = map.get("defaultValue");
    return switch (kind) {
      case "booleanParam" -> Boolean.valueOf(String.valueOf(given));
      case "choice" -> {
        Object choices = map.get("choices");
        yield choices instanceof List<?> list
            ? list.isEmpty() ? "" : String.valueOf(list.get(0))
            : String.valueOf(choices).lines().findFirst().orElse("");
      }
      default -> given == null ? "" : String.valueOf(given);
    };
  }
}
