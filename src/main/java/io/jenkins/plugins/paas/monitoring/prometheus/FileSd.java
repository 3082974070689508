package io.jenkins.plugins.paas.monitoring.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.core.audit.AuditTrail;
import io.jenkins.plugins.paas.core.text.DnsName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Target files for Prometheus' {@code file_sd_configs}: one an application, {@code
 * paas-<application>.json}. A registration replaces its own group alone; other groups in the file
 * and other files stay as they are. Thread-safe.
 */
public final class FileSd {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int MOST = 5000;

  private final SharedDirectory directory;

  public FileSd(Path directory) {
    this.directory = new SharedDirectory(directory);
  }

  /** The file of an application. */
  public Path file(String application) {
    return directory.file("paas-" + DnsName.requireLabel(application, "application") + ".json");
  }

  /**
   * Registers a group, or replaces the one of the same registration.
   *
   * @throws PrometheusFailure when the directory or what is in the file cannot be used
   */
  public Outcome register(String application, TargetGroup group) throws IOException {
    Path file = file(application);
    directory.lock().lock();
    try {
      String before = directory.read(file);
      List<Map<String, Object>> groups = groups(before, file);
      boolean known = groups.removeIf(g -> belongs(g, group.registration()));
      groups.add(group.toDocument());
      groups.sort(java.util.Comparator.comparing(FileSd::registration));
      String after = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(groups) + "\n";
      if (after.equals(before)) {
        return Outcome.UNCHANGED;
      }
      directory.write(file, after);
      return known ? Outcome.UPDATED : Outcome.CREATED;
    } finally {
      directory.lock().unlock();
    }
  }

  /** Takes a registration back; the file goes with its last group. */
  public Outcome unregister(String application, String registration) throws IOException {
    Path file = file(application);
    directory.lock().lock();
    try {
      List<Map<String, Object>> groups = groups(directory.read(file), file);
      if (!groups.removeIf(g -> belongs(g, registration))) {
        return Outcome.UNCHANGED;
      }
      if (groups.isEmpty()) {
        long started = System.nanoTime();
        Files.delete(file);
        AuditTrail.report("file", "delete", file.toString(), "deleted", started);
      } else {
        directory.write(
            file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(groups) + "\n");
      }
      return Outcome.REMOVED;
    } finally {
      directory.lock().unlock();
    }
  }

  /**
   * All groups of all applications; files of others are not read.
   *
   * @throws PrometheusFailure when a file is none of ours, or there are too many
   */
  public List<RegisteredGroup> registered() throws IOException {
    List<RegisteredGroup> all = new ArrayList<>();
    for (String name : directory.names("paas-", ".json", MOST)) {
      String application = name.substring("paas-".length(), name.length() - ".json".length());
      Path file = directory.file(name);
      for (Map<String, Object> group : groups(directory.read(file), file)) {
        TargetOwner owner =
            new TargetOwner(label(group, TargetOwner.CONTROLLER), label(group, TargetOwner.JOB));
        all.add(new RegisteredGroup(application, registration(group), owner));
      }
    }
    return all;
  }

  private static boolean belongs(Map<String, Object> group, String registration) {
    return registration.equals(registration(group));
  }

  private static String registration(Map<String, Object> group) {
    return label(group, TargetGroup.REGISTRATION);
  }

  private static String label(Map<String, Object> group, String label) {
    return group.get("labels") instanceof Map<?, ?> labels
            && labels.get(label) instanceof String value
        ? value
        : "";
  }

  private static List<Map<String, Object>> groups(String text, Path file) throws IOException {
    if (text == null) {
      return new ArrayList<>();
    }
    try {
      return new ArrayList<>(
          JSON.readValue(text, new TypeReference<List<Map<String, Object>>>() {}));
    } catch (JsonProcessingException e) {
      throw new PrometheusFailure(
          file
              + " is not a list of target groups (line "
              + (e.getLocation() == null ? 0 : e.getLocation().getLineNr())
              + "), so nothing was changed: move it away.",
          e);
    }
  }
}
