package io.jenkins.plugins.paas.image.scan;

import io.jenkins.plugins.paas.core.text.TextTable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which findings an image may have. Immutable; saved with Pipelines, so it is no record. */
public final class ScanGate implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Lines of the table; a forgotten base image has hundreds. */
  private static final int SHOWN = 50;

  private final Severity maxSeverity;
  private final boolean ignoreUnfixed;
  private final ReportTool tool;

  /**
   * @param maxSeverity the worst that passes
   * @param ignoreUnfixed whether a finding passes that no version fixes yet
   * @param tool the scanner, or {@code null} for the first that is there
   */
  public ScanGate(Severity maxSeverity, boolean ignoreUnfixed, ReportTool tool) {
    this.maxSeverity = maxSeverity;
    this.ignoreUnfixed = ignoreUnfixed;
    this.tool = tool;
  }

  public Severity maxSeverity() {
    return maxSeverity;
  }

  public ReportTool tool() {
    return tool;
  }

  /** Findings that do not pass. */
  public List<Finding> refused(ScanReport report) {
    return report.findings().stream().filter(this::refuses).toList();
  }

  private boolean refuses(Finding finding) {
    return finding.severity().compareTo(maxSeverity) > 0
        && !(ignoreUnfixed && finding.fixed().isEmpty());
  }

  /** {@code 1 critical, 3 high}, or {@code none}. */
  public static String summary(List<Finding> findings) {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    findings.forEach(f -> counts.merge(f.severity(), 1, Integer::sum));
    List<Severity> worstFirst = new ArrayList<>(counts.keySet());
    worstFirst.sort((a, b) -> b.compareTo(a));
    return worstFirst.isEmpty()
        ? "none"
        : worstFirst.stream()
            .map(s -> counts.get(s) + " " + s.word())
            .collect(Collectors.joining(", "));
  }

  /** The findings for the log, the refused ones and the worst first; empty where there are none. */
  public List<String> table(ScanReport report) {
    if (report.findings().isEmpty()) {
      return List.of();
    }
    TextTable table = new TextTable();
    table.row("SEVERITY", "ID", "COMPONENT", "INSTALLED", "FIXED IN", "GATE");
    Stream.concat(refused(report).stream(), report.findings().stream().filter(f -> !refuses(f)))
        .limit(SHOWN)
        .forEach(
            f ->
                table.row(
                    f.severity().word(),
                    f.id(),
                    f.component(),
                    f.installed(),
                    f.fixed().isEmpty() ? "-" : f.fixed(),
                    refuses(f) ? "refused" : "passes"));
    List<String> lines = new ArrayList<>(table.lines());
    int more = report.findings().size() - SHOWN;
    if (more > 0) {
      lines.add("and " + more + " more");
    }
    return lines;
  }
}
