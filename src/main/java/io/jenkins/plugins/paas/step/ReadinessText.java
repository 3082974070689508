package io.jenkins.plugins.paas.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.jenkins.plugins.paas.core.text.TextTable;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A readiness report as text: for a log, as JSON, as a JUnit report. */
public final class ReadinessText {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ReadinessText() {}

  /** Tables for people, each row with evidence and remedy below it. */
  public static List<String> lines(ReadinessReport report) {
    List<String> lines = new ArrayList<>();
    TextTable table = new TextTable().row("NEED", "COMPONENT", "OUTCOME", "TIME");
    for (CheckResult check : report.getChecks()) {
      table.row(
          check.getNeed(),
          check.getComponent(),
          check.getOutcome().toUpperCase(Locale.ROOT),
          check.isConfigured() ? check.getDurationMillis() + " ms" : "");
    }
    List<String> rows = table.lines();
    lines.add(rows.get(0));
    int next = 1;
    for (CheckResult check : report.getChecks()) {
      lines.add(rows.get(next++));
      lines.add("    " + check.getEvidence());
      if (!check.getRemedy().isEmpty()) {
        lines.add("    → " + check.getRemedy());
      }
    }
    if (!report.getLockIn().isEmpty()) {
      lines.add("");
      lines.addAll(lockIn(report.getLockIn()));
    }
    return lines;
  }

  /** The part about lock-in alone. */
  public static List<String> lockIn(List<LockInResult> all) {
    List<String> lines = new ArrayList<>();
    TextTable table = new TextTable().row("PART", "PRODUCT", "WHOSE", "USED BY");
    for (LockInResult one : all) {
      table.row(
          one.getComponent(),
          one.getProduct(),
          one.getVendor().isEmpty() ? "self-hosted" : one.getVendor(),
          one.getUsed());
    }
    List<String> rows = table.lines();
    lines.add(rows.get(0));
    int next = 1;
    for (LockInResult one : all) {
      lines.add(rows.get(next++));
      lines.add("    found by " + one.getFound());
      if (!one.getCounterpart().isEmpty()) {
        lines.add("    → instead: " + one.getCounterpart());
        lines.add("    → a move touches " + one.getMove());
      }
    }
    return lines;
  }

  static String json(ReadinessReport report) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("platform", report.getPlatform());
    tree.put("outcome", report.getOutcome());
    tree.put("at", report.getAt());
    tree.put("durationMillis", report.getDurationMillis());
    List<Map<String, Object>> checks = new ArrayList<>();
    for (CheckResult check : report.getChecks()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("need", check.getNeed());
      one.put("component", check.getComponent());
      one.put("outcome", check.getOutcome());
      one.put("configured", check.isConfigured());
      one.put("evidence", check.getEvidence());
      one.put("remedy", check.getRemedy());
      one.put("durationMillis", check.getDurationMillis());
      checks.add(one);
    }
    tree.put("checks", checks);
    List<Map<String, Object>> parts = new ArrayList<>();
    for (LockInResult part : report.getLockIn()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("component", part.getComponent());
      one.put("product", part.getProduct());
      one.put("vendor", part.getVendor());
      one.put("found", part.getFound());
      one.put("dependents", part.getDependents());
      one.put("used", part.getUsed());
      one.put("counterpart", part.getCounterpart());
      one.put("move", part.getMove());
      parts.add(one);
    }
    tree.put("lockIn", parts);
    try {
      return JSON.writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report of texts is always JSON", e);
    }
  }

  static String junitXml(ReadinessReport report) {
    Map<String, List<CheckResult>> suites = new LinkedHashMap<>();
    for (CheckResult check : report.getChecks()) {
      suites.computeIfAbsent(check.getNeed(), n -> new ArrayList<>()).add(check);
    }
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", "platform " + report.getPlatform());
      for (Map.Entry<String, List<CheckResult>> suite : suites.entrySet()) {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", plain(suite.getKey()));
        xml.writeAttribute("tests", String.valueOf(suite.getValue().size()));
        xml.writeAttribute("failures", count(suite.getValue(), "failure"));
        xml.writeAttribute("errors", count(suite.getValue(), "error"));
        xml.writeAttribute("skipped", count(suite.getValue(), "skipped"));
        xml.writeAttribute("timestamp", report.getAt());
        for (CheckResult check : suite.getValue()) {
          testCase(xml, report.getPlatform(), check);
        }
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("text that was cleaned is always XML", e);
    }
    return text + "\n";
  }

  private static void testCase(XMLStreamWriter xml, String platform, CheckResult check)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", plain("paas." + platform + "." + check.getNeed()));
    xml.writeAttribute("name", plain(check.getComponent()));
    xml.writeAttribute(
        "time", String.format(Locale.ROOT, "%.3f", check.getDurationMillis() / 1000.0));
    String verdict = verdict(check);
    if (!verdict.isEmpty()) {
      xml.writeStartElement(verdict);
      xml.writeAttribute("message", plain(check.getOutcome() + ": " + check.getEvidence()));
      xml.writeCharacters(plain(check.getRemedy()));
      xml.writeEndElement();
    } else {
      xml.writeStartElement("system-out");
      xml.writeCharacters(plain(check.getEvidence()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /** What is not configured is skipped; what could not be found out is an error. */
  private static String verdict(CheckResult check) {
    return switch (check.getOutcome()) {
      case "ready" -> "";
      case "unknown" -> "error";
      default -> check.isConfigured() ? "failure" : "skipped";
    };
  }

  private static String count(List<CheckResult> checks, String verdict) {
    return String.valueOf(checks.stream().filter(c -> verdict(c).equals(verdict)).count());
  }

  /** Without the characters that XML cannot hold. */
  private static String plain(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF\\p{Cs}]", "?");
  }
}
