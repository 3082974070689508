package io.jenkins.plugins.paas.delivery.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * A build's facts as Spinnaker's Igor reads them: by the file's name as YAML, JSON or Java
 * properties. The same facts give the same text.
 */
public final class PropertyFile {

  private PropertyFile() {}

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException for a path: Spinnaker looks for the name alone
   */
  public static String name(String file) {
    if (file.isBlank() || !file.equals(file.strip()) || file.matches(".*[/\\\\].*")) {
      throw new IllegalArgumentException(
          "'" + file + "' is no file's name; Spinnaker looks for a name without directories");
    }
    return file;
  }

  /**
   * The file's content.
   *
   * @param facts not empty; Spinnaker takes an empty file for a missing one
   */
  public static String text(String file, Map<String, String> facts) {
    if (facts.isEmpty()) {
      throw new IllegalArgumentException("there are no properties, and a file without any is lost");
    }
    String ending = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "json" -> json(facts);
      case "yml", "yaml" -> YamlText.write(facts);
      default -> properties(facts);
    };
  }

  private static String json(Map<String, String> facts) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(facts) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  // one at a time, which keeps the order; the date that Properties writes first is left out
  private static String properties(Map<String, String> facts) {
    StringBuilder text = new StringBuilder();
    facts.forEach(
        (key, value) -> {
          Properties one = new Properties();
          one.setProperty(key, value);
          StringWriter writer = new StringWriter();
          try {
            one.store(writer, null);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          text.append(
              writer
                  .toString()
                  .lines()
                  .filter(line -> !line.startsWith("#"))
                  .collect(Collectors.joining("\n", "", "\n")));
        });
    return text.toString();
  }
}
