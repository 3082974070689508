package io.jenkins.embedded.platform.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the target files say now; a file that cannot be read keeps its last good targets. */
final class TargetFiles {

  private static final Logger LOGGER = Logger.getLogger(TargetFiles.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final Map<Path, List<ScrapedTarget>> known = new HashMap<>();
  private final Map<Path, String> texts = new HashMap<>();

  TargetFiles(Path directory) {
    this.directory = directory;
  }

  /** Reads what changed; a target whose labels did not change goes on with its history. */
  synchronized List<ScrapedTarget> targets() throws IOException {
    List<Path> files = PrometheusDirectories.list(directory, ".json");
    known.keySet().retainAll(files);
    texts.keySet().retainAll(files);
    for (Path file : files) {
      String text = Files.readString(file);
      if (text.equals(texts.put(file, text))) {
        continue;
      }
      try {
        known.put(file, read(file, text));
      } catch (IOException e) {
        LOGGER.log(Level.WARNING, file + " is no target file", e);
      }
    }
    return known.values().stream().flatMap(List::stream).toList();
  }

  private List<ScrapedTarget> read(Path file, String text) throws IOException {
    List<ScrapedTarget> before = known.getOrDefault(file, List.of());
    List<ScrapedTarget> targets = new ArrayList<>();
    for (JsonNode group : JSON.readTree(text)) {
      for (JsonNode address : group.path("targets")) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("__address__", address.asText());
        labels.put("__meta_filepath", file.toString());
        labels.put("__metrics_path__", "/metrics");
        labels.put("__scheme__", "http");
        labels.put("job", "paas");
        group
            .path("labels")
            .properties()
            .forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
        ScrapedTarget target = new ScrapedTarget(address.asText(), labels);
        targets.add(
            before.stream()
                .filter(b -> b.discoveredLabels.equals(labels))
                .findFirst()
                .orElse(target));
      }
    }
    return targets;
  }
}
