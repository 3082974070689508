package io.jenkins.plugins.paas.image.scan;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Test;

/** Reports of both scanners, and what passes. */
public class ScanGateTest {

  private static final String TRIVY =
      "{\"SchemaVersion\":2,\"Results\":[{\"Target\":\"a\"},{\"Vulnerabilities\":["
          + "{\"VulnerabilityID\":\"CVE-1\",\"PkgName\":\"zlib\",\"InstalledVersion\":\"1.2\","
          + "\"FixedVersion\":\"1.3\",\"Severity\":\"HIGH\"},"
          + "{\"VulnerabilityID\":\"CVE-2\",\"PkgName\":\"bash\",\"InstalledVersion\":\"5\","
          + "\"Severity\":\"CRITICAL\"},"
          + "{\"VulnerabilityID\":\"CVE-3\",\"PkgName\":\"tar\",\"InstalledVersion\":\"1\","
          + "\"Severity\":\"WEIRD\"}]}]}";

  private static final String GRYPE =
      "{\"matches\":[{\"vulnerability\":{\"id\":\"GHSA-1\",\"severity\":\"Negligible\","
          + "\"fix\":{\"versions\":[\"2.0\",\"1.9\"]}},\"artifact\":{\"name\":\"lib\","
          + "\"version\":\"1.0\"}}]}";

  @Test
  public void theLimitIsTheWorstThatPasses() throws Exception {
    ScanReport report = read(ReportTool.TRIVY, TRIVY);
    assertEquals(List.of("CVE-2"), refused(report, Severity.HIGH, false));
    assertEquals(List.of(), refused(report, Severity.HIGH, true));
    assertEquals(List.of("CVE-2", "CVE-1"), refused(report, Severity.MEDIUM, false));
    assertEquals(List.of("CVE-1"), refused(report, Severity.MEDIUM, true));
    assertEquals(List.of(), refused(report, Severity.CRITICAL, false));
    assertEquals(List.of("CVE-2", "CVE-1", "CVE-3"), refused(report, Severity.LOW, false));
    assertEquals("1 critical, 1 high, 1 unknown", ScanGate.summary(report.findings()));
  }

  private static List<String> refused(ScanReport report, Severity limit, boolean ignoreUnfixed) {
    return new ScanGate(limit, ignoreUnfixed, null)
        .refused(report).stream().map(Finding::id).toList();
  }

  @Test
  public void theTableHasTheRefusedOnesFirst() throws Exception {
    List<String> lines =
        new ScanGate(Severity.MEDIUM, true, null).table(read(ReportTool.TRIVY, TRIVY));
    assertEquals("SEVERITY  ID     COMPONENT  INSTALLED  FIXED IN  GATE", lines.get(0));
    assertEquals("high      CVE-1  zlib       1.2        1.3       refused", lines.get(1));
    assertEquals("critical  CVE-2  bash       5          -         passes", lines.get(2));
    List<String> other =
        new ScanGate(Severity.NONE, false, null).table(read(ReportTool.GRYPE, GRYPE));
    assertEquals("negligible  GHSA-1  lib        1.0        2.0, 1.9  refused", other.get(1));
  }

  @Test
  public void hundredsAreCutAndCounted() throws Exception {
    StringBuilder matches = new StringBuilder();
    for (int i = 0; i < 70; i++) {
      matches.append(i == 0 ? "" : ",").append("{\"vulnerability\":{\"id\":\"C-" + i + "\"}}");
    }
    List<String> lines =
        new ScanGate(Severity.HIGH, false, null)
            .table(read(ReportTool.GRYPE, "{\"matches\":[" + matches + "]}"));
    assertEquals(52, lines.size());
    assertEquals("and 20 more", lines.get(51));
  }

  @Test
  public void whatIsNoReportIsNotTakenForAGoodOne() {
    for (String text : new String[] {"", "{}", "[]", "no json", "{\"SchemaVersion\":1}"}) {
      assertThrows(text, IOException.class, () -> read(ReportTool.TRIVY, text));
      assertThrows(text, IOException.class, () -> read(ReportTool.GRYPE, text));
    }
    assertThrows(IOException.class, () -> read(ReportTool.GRYPE, TRIVY));
  }

  @Test
  public void limitsAreWordsWithSuggestions() {
    assertEquals(Severity.HIGH, Severity.limit(" High "));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Severity.limit("hihg")).getMessage();
    assertTrue(message, message.contains("Did you mean 'high'?"));
    assertThrows(IllegalArgumentException.class, () -> Severity.limit("unknown"));
  }

  private static ScanReport read(ReportTool tool, String json) throws IOException {
    return ScanReport.read(tool, json.getBytes(StandardCharsets.UTF_8));
  }
}
