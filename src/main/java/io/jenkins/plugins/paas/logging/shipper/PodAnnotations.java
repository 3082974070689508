package io.jenkins.plugins.paas.logging.shipper;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Annotations of a pod by which a shipper that runs on its node takes the lines to a target. */
public record PodAnnotations(Map<String, String> wanted) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Of Filebeat's autodiscover with hints: {@code raw} sets the whole input, since no hint names an
   * index. {@code ${data.kubernetes.container.id}} is Filebeat's own variable.
   *
   * @param multiline a regular expression that begins a new message, or {@code null}
   */
  public static PodAnnotations filebeat(String target, String multiline) {
    ArrayNode inputs = JSON.createArrayNode();
    ObjectNode input = inputs.addObject();
    input.put("type", "filestream");
    input.put("id", target + "-${data.kubernetes.container.id}");
    input.putArray("paths").add("/var/log/containers/*-${data.kubernetes.container.id}.log");
    input.put("prospector.scanner.symlinks", true);
    ArrayNode parsers = input.putArray("parsers");
    parsers.addObject().putObject("container");
    if (multiline != null) {
      ObjectNode lines = parsers.addObject().putObject("multiline");
      lines.put("type", "pattern").put("pattern", multiline);
      lines.put("negate", true).put("match", "after");
    }
    input.put("index", target);
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("co.elastic.logs/enabled", "true");
    wanted.put("co.elastic.logs/raw", inputs.toString());
    return new PodAnnotations(wanted);
  }

  /**
   * Of Fluent Bit's kubernetes filter, whose output takes the target from the suite's own
   * annotation.
   *
   * @param parser a parser that Fluent Bit knows, or {@code null}
   */
  public static PodAnnotations fluentBit(String target, String parser) {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("paas.jenkins.io/log-target", target);
    if (parser != null) {
      wanted.put("fluentbit.io/parser", parser);
    }
    return new PodAnnotations(wanted);
  }

  /** What a pod lacks, as lines of YAML; empty when it has all. */
  public List<String> missing(Map<String, ?> annotations) {
    List<String> missing = new ArrayList<>();
    wanted.forEach(
        (name, value) -> {
          if (!value.equals(annotations.get(name))) {
            missing.add(name + ": '" + value.replace("'", "''") + "'");
          }
        });
    return missing;
  }
}
