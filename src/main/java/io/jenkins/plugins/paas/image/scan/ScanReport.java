package io.jenkins.plugins.paas.image.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a scanner found, from its JSON: trivy's "Report" of schema 2, grype's "matches". */
public final class ScanReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Finding> findings = new ArrayList<>();

  private ScanReport() {}

  /**
   * Reads a report.
   *
   * @throws IOException when it is none, which must not be taken for one without findings
   */
  public static ScanReport read(ReportTool tool, byte[] json) throws IOException {
    JsonNode document;
    try {
      document = JSON.readTree(json);
    } catch (IOException e) {
      throw new IOException(tool.program() + " wrote a report that is no JSON", e);
    }
    ScanReport report = new ScanReport();
    if (tool == ReportTool.TRIVY && document.path("SchemaVersion").asInt() == 2) {
      for (JsonNode result : document.path("Results")) {
        result.path("Vulnerabilities").forEach(v -> report.findings.add(trivy(v)));
      }
    } else if (tool == ReportTool.GRYPE && document.path("matches").isArray()) {
      document.path("matches").forEach(m -> report.findings.add(grype(m)));
    } else {
      throw new IOException(
          tool.program() + " wrote a report of another form than is known here; is it very old?");
    }
    report.findings.sort(
        Comparator.comparing(Finding::severity)
            .reversed()
            .thenComparing(Finding::component)
            .thenComparing(Finding::id));
    return report;
  }

  private static Finding trivy(JsonNode v) {
    return new Finding(
        v.path("VulnerabilityID").asText(),
        Severity.said(v.path("Severity").asText()),
        v.path("PkgName").asText(),
        v.path("InstalledVersion").asText(),
        v.path("FixedVersion").asText(""));
  }

  private static Finding grype(JsonNode match) {
    JsonNode v = match.path("vulnerability");
    List<String> fixed = new ArrayList<>();
    v.path("fix").path("versions").forEach(version -> fixed.add(version.asText()));
    return new Finding(
        v.path("id").asText(),
        Severity.said(v.path("severity").asText()),
        match.path("artifact").path("name").asText(),
        match.path("artifact").path("version").asText(),
        String.join(", ", fixed));
  }

  /** The worst first. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }
}
