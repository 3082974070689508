package io.jenkins.plugins.paas.monitoring.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The target groups of one platform, as the document that Prometheus asks for ({@code
 * http_sd_configs}). Kept in one file, which is written whole or not at all, and in memory as the
 * bytes that are served. Until the file was read there is no document: an empty one would make
 * Prometheus drop every target. Thread-safe.
 */
public final class HttpSdStore {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PIECE = 1 << 18;
  private static final String APPLICATION = "__meta_paas_application";

  private final Path file;
  private final TreeMap<String, byte[]> groups = new TreeMap<>(); // guarded by this
  private final byte[] sum = new byte[32]; // of the groups' hashes; guarded by this
  private int size; // of all groups; guarded by this
  private volatile Document document;

  /**
   * What is served.
   *
   * @param etag changes with the content
   */
  public record Document(byte[] bytes, String etag) {}

  public HttpSdStore(Path file) {
    this.file = file;
  }

  /** The document; empty until {@link #load}. */
  public Optional<Document> document() {
    return Optional.ofNullable(document);
  }

  /**
   * Reads the file, once.
   *
   * @throws PrometheusFailure when it is no list of groups; nothing is served then
   */
  public synchronized void load() throws IOException {
    if (document != null) {
      return;
    }
    if (Files.exists(file)) {
      try {
        for (Map<String, Object> group :
            JSON.readValue(
                Files.readAllBytes(file), new TypeReference<List<Map<String, Object>>>() {})) {
          put(key(label(group, APPLICATION), label(group, TargetGroup.REGISTRATION)), group);
        }
      } catch (JsonProcessingException | IllegalArgumentException e) {
        groups.clear();
        Arrays.fill(sum, (byte) 0);
        size = 0;
        throw new PrometheusFailure(
            file
                + " is not a list of target groups as paasMonitor writes it, so no targets are"
                + " served: move it away, then run the pipelines again.",
            e);
      }
    }
    document = assemble();
  }

  /** Registers a group, or replaces the one of the same registration. */
  public synchronized Outcome register(String application, TargetGroup group) throws IOException {
    load();
    Map<String, Object> tree = group.toDocument();
    Map<String, Object> labels = new TreeMap<>();
    ((Map<?, ?>) tree.get("labels")).forEach((name, value) -> labels.put((String) name, value));
    labels.put(APPLICATION, application);
    tree.put("labels", labels);
    String key = key(application, group.registration());
    byte[] before = groups.get(key);
    byte[] after = JSON.writeValueAsBytes(tree);
    if (Arrays.equals(before, after)) {
      return Outcome.UNCHANGED;
    }
    replace(key, after);
    save(key, before);
    return before == null ? Outcome.CREATED : Outcome.UPDATED;
  }

  /** Takes a registration back. */
  public synchronized Outcome unregister(String application, String registration)
      throws IOException {
    load();
    String key = key(application, registration);
    byte[] before = groups.get(key);
    if (before == null) {
      return Outcome.UNCHANGED;
    }
    replace(key, null);
    save(key, before);
    return Outcome.REMOVED;
  }

  /** All groups of all applications. */
  public synchronized List<RegisteredGroup> registered() throws IOException {
    load();
    List<RegisteredGroup> all = new ArrayList<>(groups.size());
    for (byte[] group : groups.values()) {
      JsonNode labels = JSON.readTree(group).path("labels");
      all.add(
          new RegisteredGroup(
              labels.path(APPLICATION).asText(),
              labels.path(TargetGroup.REGISTRATION).asText(),
              new TargetOwner(
                  labels.path(TargetOwner.CONTROLLER).asText(),
                  labels.path(TargetOwner.JOB).asText())));
    }
    return all;
  }

  // memory never says what the file does not
  private void save(String key, byte[] before) throws IOException {
    Document next = assemble();
    try {
      write(next.bytes());
    } catch (IOException e) {
      replace(key, before);
      throw new PrometheusFailure("Writing " + file + " failed (" + e + "). Is the disk full?", e);
    }
    document = next;
  }

  private void write(byte[] bytes) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path draft = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      // in larger pieces than Files.write, which takes twice as long for a few megabytes
      try (OutputStream out = new FileOutputStream(draft.toFile())) {
        for (int at = 0; at < bytes.length; at += PIECE) {
          out.write(bytes, at, Math.min(PIECE, bytes.length - at));
        }
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
  }

  private void put(String key, Map<String, Object> group) throws JsonProcessingException {
    replace(key, JSON.writeValueAsBytes(group));
  }

  private void replace(String key, byte[] group) {
    byte[] before = group == null ? groups.remove(key) : groups.put(key, group);
    mix(key, before);
    mix(key, group);
    size += (group == null ? 0 : group.length) - (before == null ? 0 : before.length);
  }

  // the sum of all groups' hashes: the same content has the same tag, whatever came before
  private void mix(String key, byte[] group) {
    if (group == null) {
      return;
    }
    byte[] hash;
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(key.getBytes(StandardCharsets.UTF_8));
      hash = digest.digest(group);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] ^= hash[i];
    }
  }

  // "[", then ",\n" or "\n" before each group, then "\n]"
  private Document assemble() {
    byte[] bytes = new byte[3 + size + Math.max(0, 2 * groups.size() - 1)];
    int at = 0;
    bytes[at++] = '[';
    for (byte[] group : groups.values()) {
      if (at > 1) {
        bytes[at++] = ',';
      }
      bytes[at++] = '\n';
      System.arraycopy(group, 0, bytes, at, group.length);
      at += group.length;
    }
    bytes[at++] = '\n';
    bytes[at] = ']';
    return new Document(
        bytes, '"' + HexFormat.of().formatHex(sum, 0, 12) + "-" + groups.size() + '"');
  }

  private static String key(String application, String registration) {
    return application + "\n" + registration;
  }

  private static String label(Map<String, Object> group, String name) {
    if (group.get("labels") instanceof Map<?, ?> labels
        && labels.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("a group has no label " + name);
  }
}
