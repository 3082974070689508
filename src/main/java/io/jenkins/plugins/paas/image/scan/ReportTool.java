package io.jenkins.plugins.paas.image.scan;

import io.jenkins.plugins.paas.image.registry.RegistryHost;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A command that pulls an image from its registry and writes a report about it: argument lists and
 * variables, no I/O. Flags and variables by the tools' own documentation.
 */
public enum ReportTool {
  /** Writes SBOMs. */
  SYFT,
  /** Finds weaknesses. */
  TRIVY,
  /** Finds weaknesses. */
  GRYPE;

  public String program() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Tells whether it is there. */
  public List<String> version() {
    return List.of(program(), "--version");
  }

  /**
   * Writes a report.
   *
   * @param reference by digest
   * @param report an absolute path
   */
  public List<String> command(String reference, String report) {
    return switch (this) {
      case SYFT ->
          List.of("syft", "registry:" + reference, "--quiet", "-o", "cyclonedx-json=" + report);
      case TRIVY ->
          List.of(
              "trivy",
              "image",
              "--quiet",
              "--image-src",
              "remote",
              "--format",
              "json",
              "--output",
              report,
              reference);
      case GRYPE ->
          List.of("grype", "registry:" + reference, "--quiet", "-o", "json", "--file", report);
    };
  }

  /**
   * @param directory has the login, as Docker's config.json
   * @param authority file of the CA to trust, or {@code null} for the system's
   */
  public Map<String, String> environment(
      RegistryHost registry, String directory, String authority) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("DOCKER_CONFIG", directory);
    if (authority != null) {
      variables.put("SSL_CERT_FILE", authority); // all three are programs in Go, which reads it
    }
    if (registry.isPlainHttp()) {
      variables.put(
          this == TRIVY ? "TRIVY_NON_SSL" : name() + "_REGISTRY_INSECURE_USE_HTTP", "true");
    }
    return variables;
  }
}
