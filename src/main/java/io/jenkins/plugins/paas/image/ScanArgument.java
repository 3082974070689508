package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.core.text.NearestName;
import io.jenkins.plugins.paas.image.scan.ReportTool;
import io.jenkins.plugins.paas.image.scan.ScanGate;
import io.jenkins.plugins.paas.image.scan.Severity;
import java.util.List;
import java.util.Map;

/** The argument {@code scan}, a map of three keys. */
final class ScanArgument {

  private static final String SEVERITY = "maxSeverity";
  private static final String UNFIXED = "ignoreUnfixed";
  private static final String TOOL = "tool";
  private static final List<String> KEYS = List.of(SEVERITY, UNFIXED, TOOL);

  private ScanArgument() {}

  /**
   * @return {@code null} for no scan
   * @throws IllegalArgumentException for an unknown key or value
   */
  static ScanGate gate(Map<String, String> map) {
    if (map.isEmpty()) {
      return null;
    }
    for (String key : map.keySet()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "scan: '"
                + key
                + "' is none of "
                + String.join(", ", KEYS)
                + NearestName.suggest(key, KEYS)
                    .map(n -> ". Did you mean '" + n + "'?")
                    .orElse(""));
      }
    }
    if (!map.containsKey(SEVERITY)) {
      throw new IllegalArgumentException(
          "scan: maxSeverity is missing: the worst that may pass, such as [maxSeverity: 'medium']");
    }
    String unfixed = map.getOrDefault(UNFIXED, "false");
    if (!unfixed.equals("true") && !unfixed.equals("false")) {
      throw new IllegalArgumentException(
          "scan: ignoreUnfixed: '" + unfixed + "' is neither true nor false");
    }
    return new ScanGate(
        Severity.limit(map.get(SEVERITY)), unfixed.equals("true"), tool(map.get(TOOL)));
  }

  private static ReportTool tool(String word) {
    if (word == null || word.isBlank()) {
      return null;
    }
    return switch (word) {
      case "trivy" -> ReportTool.TRIVY;
      case "grype" -> ReportTool.GRYPE;
      default ->
          throw new IllegalArgumentException(
              "scan: tool: '" + word + "' is neither trivy nor grype");
    };
  }
}
