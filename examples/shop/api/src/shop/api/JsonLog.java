package shop.api;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes one JSON object a line, the form that log shippers read without a parser of their own. */
final class JsonLog {

  private static final List<String> LEVELS = List.of("debug", "info", "warn", "error");

  private final PrintStream out;
  private final int least;

  JsonLog(PrintStream out, String level) {
    this.out = out;
    this.least = Math.max(0, LEVELS.indexOf(level));
  }

  void write(String level, String message) {
    write(level, message, Map.of());
  }

  void write(String level, String message, Map<String, String> fields) {
    if (LEVELS.indexOf(level) < least) {
      return;
    }
    StringBuilder line = new StringBuilder("{");
    field(line, "@timestamp", Instant.now().toString());
    field(line, "level", level);
    field(line, "service", "shop-api");
    field(line, "message", message);
    fields.forEach((name, value) -> field(line, name, value));
    synchronized (out) {
      out.println(line.append('}'));
      out.flush();
    }
  }

  private static void field(StringBuilder line, String name, String value) {
    line.append(line.length() > 1 ? "," : "").append('"').append(name).append("\":\"");
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else if (c < ' ') {
        line.append(String.format("\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    line.append('"');
  }
}
