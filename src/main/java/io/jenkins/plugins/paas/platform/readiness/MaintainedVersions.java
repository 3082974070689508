package io.jenkins.plugins.paas.platform.readiness;

import io.jenkins.plugins.paas.core.yaml.YamlFailure;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which release lines their projects maintain, and until when, as far as was known on a day. What
 * is newer than the table is taken for maintained, and said to be newer. Immutable.
 */
public final class MaintainedVersions {

  private static final Pattern NUMBER = Pattern.compile("(\\d+)(?:\\.(\\d+))?");
  private static final String FILE = "maintained-versions.yaml";

  private final LocalDate asOf;
  private final Map<String, TreeMap<Line, LocalDate>> lines;

  private MaintainedVersions(LocalDate asOf, Map<String, TreeMap<Line, LocalDate>> lines) {
    this.asOf = asOf;
    this.lines = lines;
  }

  /** The suite's own table. */
  public static MaintainedVersions bundled() {
    return Bundled.TABLE;
  }

  /** When the table was true. */
  public LocalDate asOf() {
    return asOf;
  }

  /**
   * Adds the verdict on a version to what is noted.
   *
   * @param product a key of the table; others are not judged
   * @param version as the system names it, such as {@code v1.20.2+k3s1}
   */
  public void judge(Finding.Notes notes, String product, String version, LocalDate today) {
    TreeMap<Line, LocalDate> known = lines.get(product);
    Optional<Line> line = Line.of(version);
    if (known == null || line.isEmpty()) {
      return;
    }
    boolean byMajor = known.lastKey().minor() < 0;
    Line asked = byMajor ? new Line(line.get().major(), -1) : line.get();
    if (asked.compareTo(known.lastKey()) > 0) {
      notes.fact("newer than what was known of releases on " + asOf);
      return;
    }
    LocalDate end = known.get(asked);
    if (LocalDate.MAX.equals(end)) {
      notes.fact(asked + " is maintained");
    } else if (end == null) {
      notes.flaw(
          Readiness.DEGRADED,
          asked + " is not among the maintained releases",
          "Upgrade " + product + " to a maintained release.");
    } else if (end.isBefore(today)) {
      notes.flaw(
          Readiness.DEGRADED,
          asked + " is not maintained since " + end,
          "Upgrade " + product + " to a maintained release.");
    } else if (end.isBefore(today.plusDays(60))) {
      notes.fact(asked + " is maintained until " + end + " only");
    } else {
      notes.fact(asked + " is maintained until " + end);
    }
  }

  /** A release line; the minor number is -1 where a project maintains major ones. */
  private record Line(int major, int minor) implements Comparable<Line> {
    static Optional<Line> of(String version) {
      Matcher number = NUMBER.matcher(version);
      if (!number.find() || number.group(1).length() > 6) {
        return Optional.empty();
      }
      String minor = number.group(2);
      return Optional.of(
          new Line(
              Integer.parseInt(number.group(1)),
              minor == null || minor.length() > 6 ? -1 : Integer.parseInt(minor)));
    }

    @Override
    public int compareTo(Line other) {
      return major != other.major
          ? Integer.compare(major, other.major)
          : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
      return minor < 0 ? String.valueOf(major) : major + "." + minor;
    }
  }

  static MaintainedVersions parse(String yaml, String source) throws YamlFailure {
    Map<String, Object> tree = YamlText.parse(yaml, source);
    Map<String, TreeMap<Line, LocalDate>> products = new LinkedHashMap<>();
    for (Object one : (List<?>) tree.get("products")) {
      Map<?, ?> product = (Map<?, ?>) one;
      TreeMap<Line, LocalDate> lines = new TreeMap<>();
      ((Map<?, ?>) product.get("lines"))
          .forEach(
              (line, end) ->
                  lines.put(
                      Line.of(String.valueOf(line)).orElseThrow(),
                      "open".equals(end) ? LocalDate.MAX : LocalDate.parse(String.valueOf(end))));
      products.put(String.valueOf(product.get("product")), lines);
    }
    return new MaintainedVersions(LocalDate.parse(String.valueOf(tree.get("asOf"))), products);
  }

  /** Read at first use. */
  private static final class Bundled {
    static final MaintainedVersions TABLE = table();

    private static MaintainedVersions table() {
      try (InputStream in = MaintainedVersions.class.getResourceAsStream(FILE)) {
        return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), FILE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
