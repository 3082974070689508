package io.jenkins.embedded.casc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces <code>${NAME}</code>, <code>${NAME:-default}</code>, <code>${readFile:path}</code>,
 * <code>${readFileBase64:path}</code> and <code>${base64:text}</code>; <code>^${NAME}</code> stays
 * as <code>${NAME}</code>. As in Configuration as Code, but for a variable that is not set: here it
 * is an error.
 */
final class Variables {
  private static final Pattern REFERENCE = Pattern.compile("(\\^?)\\$\\{([^}]*)\\}");

  private final Map<String, String> environment;

  Variables(Map<String, String> environment) {
    this.environment = environment;
  }

  Map<String, Object> resolve(Map<String, Object> map) throws ConfigurationFailure {
    return Keys.map(resolve(map, ""), "");
  }

  private Object resolve(Object value, String path) throws ConfigurationFailure {
    if (value instanceof Map) {
      Map<String, Object> resolved = new LinkedHashMap<>();
      for (Map.Entry<String, Object> entry : Keys.map(value, path).entrySet()) {
        String child = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
        resolved.put(entry.getKey(), resolve(entry.getValue(), child));
      }
      return resolved;
    }
    if (value instanceof List) {
      List<Object> resolved = new ArrayList<>();
      for (Object item : (List<?>) value) {
        resolved.add(resolve(item, path + "[" + resolved.size() + "]"));
      }
      return resolved;
    }
    return value instanceof String ? text((String) value, path) : value;
  }

  private String text(String text, String path) throws ConfigurationFailure {
    Matcher m = REFERENCE.matcher(text);
    StringBuilder out = new StringBuilder();
    while (m.find()) {
      String replacement = m.group(1).isEmpty() ? value(m.group(2), path) : "${" + m.group(2) + "}";
      m.appendReplacement(out, Matcher.quoteReplacement(replacement));
    }
    return m.appendTail(out).toString();
  }

  private String value(String reference, String path) throws ConfigurationFailure {
    int colon = reference.indexOf(':');
    String argument = reference.substring(colon + 1);
    switch (colon < 0 ? "" : reference.substring(0, colon)) {
      case "readFile":
        return new String(read(argument, path), StandardCharsets.UTF_8);
      case "readFileBase64":
        return Base64.getEncoder().encodeToString(read(argument, path));
      case "base64":
        return Base64.getEncoder().encodeToString(argument.getBytes(StandardCharsets.UTF_8));
      default:
        return variable(reference, path);
    }
  }

  private String variable(String reference, String path) throws ConfigurationFailure {
    int mark = reference.indexOf(":-");
    String name = mark < 0 ? reference : reference.substring(0, mark);
    String value = environment.get(name);
    if (value != null) {
      return value;
    }
    if (mark >= 0) {
      return reference.substring(mark + 2);
    }
    throw new ConfigurationFailure(
        path
            + ": the environment variable "
            + name
            + " is not set. Set it, or write ${"
            + name
            + ":-default}.");
  }

  private static byte[] read(String file, String path) throws ConfigurationFailure {
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      throw new ConfigurationFailure(path + ": " + file + " cannot be read: " + e, e);
    }
  }
}
