package io.jenkins.embedded.controller.junit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads reports in JUnit's XML form: {@code testcase} elements in {@code testsuite} elements, one
 * below the other or below {@code testsuites}. No document type and no entity is read.
 */
public final class TestReports {
  private static final int LONGEST_MESSAGE = 300;

  private final List<String> failures = new ArrayList<>();
  private int passed;
  private int skipped;

  /** Counts one report. A broken or empty one is one failed test, as on Jenkins. */
  public void read(Path file) throws IOException {
    if (Files.size(file) == 0) {
      failures.add(file.getFileName() + ": the report is empty, its writer was cut off");
      return;
    }
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      cases(reader);
      reader.close();
    } catch (XMLStreamException e) {
      failures.add(file.getFileName() + ": no readable report: " + line(e.getMessage()));
    }
  }

  private void cases(XMLStreamReader reader) throws XMLStreamException {
    while (reader.hasNext()) {
      if (reader.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      if (reader.getLocalName().equals("testcase")) {
        one(reader);
      }
    }
  }

  private void one(XMLStreamReader reader) throws XMLStreamException {
    String type = reader.getAttributeValue(null, "classname");
    String name = (type == null ? "" : type + ".") + reader.getAttributeValue(null, "name");
    String failure = null;
    boolean skip = false;
    for (int depth = 1; depth > 0; ) {
      int event = reader.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        String element = reader.getLocalName();
        if (depth == 1 && failure == null && List.of("failure", "error").contains(element)) {
          String message = reader.getAttributeValue(null, "message");
          failure = line(message != null ? message : reader.getElementText());
          depth -= message != null ? 0 : 1;
        }
        skip |= depth == 1 && element.equals("skipped");
        depth++;
      }
    }
    if (skip) {
      skipped++;
    } else if (failure != null) {
      failures.add(name + (failure.isEmpty() ? "" : ": " + failure));
    } else {
      passed++;
    }
  }

  /** The first line, shortened. */
  private static String line(String text) {
    String first = text == null ? "" : text.strip().lines().findFirst().orElse("");
    return first.length() <= LONGEST_MESSAGE ? first : first.substring(0, LONGEST_MESSAGE) + "…";
  }

  /** A line for each failed test. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  public TestTotals totals() {
    return new TestTotals(passed, failures.size(), skipped);
  }
}
