package io.jenkins.plugins.paas.environment.source;

import io.jenkins.plugins.paas.core.text.NearestName;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command line that prints manifests: Kustomize's or Helm's, run on the agent in the workspace.
 *
 * @param name how messages name it
 * @param script a POSIX shell script; 127 stands for a tool that is not there
 * @param arguments the script's arguments, which no shell reads again
 * @param absent what to say where the tool is not there
 */
public record Rendering(String name, String script, List<String> arguments, String absent)
    implements Serializable {

  private static final String KUSTOMIZE =
      "if command -v kustomize >/dev/null; then exec kustomize build \"$1\"\n"
          + "elif command -v kubectl >/dev/null; then exec kubectl kustomize \"$1\"\n"
          + "else exit 127; fi";
  private static final String HELM = "command -v helm >/dev/null || exit 127\nexec helm \"$@\"";
  private static final List<String> HELM_KEYS =
      List.of("chart", "release", "values", "version", "repo");

  /**
   * {@code kustomize build}, or {@code kubectl kustomize}.
   *
   * @param directory of the kustomization, within the workspace
   */
  public static Rendering kustomize(String directory) {
    requireInside("kustomize", directory);
    return new Rendering(
        "kustomize " + directory,
        KUSTOMIZE,
        List.of(directory),
        "Kustomize is not on the agent: neither 'kustomize' nor 'kubectl' is on its PATH. Install"
            + " one there, or choose an agent that has it.");
  }

  /**
   * {@code helm template}.
   *
   * @param options chart, and perhaps release, values (files), version, repo
   * @param name for the release where none is given
   */
  public static Rendering helm(Map<String, ?> options, EnvironmentName name) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    options.forEach(
        (key, value) -> {
          if (!HELM_KEYS.contains(key)) {
            throw new IllegalArgumentException(
                "helm: there is no option '" + key + "'." + NearestName.hint(key, HELM_KEYS));
          }
          texts.put(key, texts(value));
        });
    if (!texts.containsKey("chart")) {
      throw new IllegalArgumentException(
          "helm: 'chart' is missing: a directory of the workspace, or a chart of 'repo'");
    }
    List<String> arguments = new ArrayList<>(List.of("template"));
    arguments.add(word("release", texts.getOrDefault("release", List.of(name.application()))));
    String chart = word("chart", texts.get("chart"));
    if (!texts.containsKey("repo") && !chart.startsWith("oci://")) {
      requireInside("helm: chart", chart);
    }
    arguments.add(chart);
    arguments.addAll(List.of("--namespace", name.namespace(), "--include-crds"));
    for (String file : texts.getOrDefault("values", List.of())) {
      requireInside("helm: values", file);
      arguments.addAll(List.of("--values", file));
    }
    for (String option : List.of("version", "repo")) {
      if (texts.containsKey(option)) {
        arguments.addAll(List.of("--" + option, word(option, texts.get(option))));
      }
    }
    return new Rendering(
        "helm " + chart,
        HELM,
        arguments,
        "Helm is not on the agent: 'helm' is not on its PATH. Install it there, or choose an agent"
            + " that has it.");
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  private static String word(String option, List<String> values) {
    String value = values.size() == 1 ? values.get(0) : "";
    if (value.isBlank() || value.startsWith("-")) {
      throw new IllegalArgumentException(
          "helm: '" + String.join(", ", values) + "' is no " + option);
    }
    return value;
  }

  private static void requireInside(String argument, String path) {
    boolean leaves = path.startsWith("/") || List.of(path.split("/")).contains("..");
    if (path.isBlank() || path.startsWith("-") || leaves) {
      throw new IllegalArgumentException(
          argument + ": '" + path + "' is no path within the workspace");
    }
  }
}
