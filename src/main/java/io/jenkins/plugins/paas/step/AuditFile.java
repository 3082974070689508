package io.jenkins.plugins.paas.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.Extension;
import io.jenkins.plugins.paas.core.audit.Mutation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.Jenkins;

/**
 * The audit as a file of JSON lines, {@code logs/paas-audit.jsonl} of Jenkins' home. At 10 MiB it
 * becomes {@code paas-audit.1.jsonl}, and so on; the last five are kept.
 */
@Extension
public final class AuditFile implements AuditSink {

  private static final String NAME = "paas-audit";
  private static final long MOST_BYTES = 10L << 20;
  private static final int KEPT = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public synchronized void write(Mutation mutation) {
    Path directory = Jenkins.get().getRootDir().toPath().resolve("logs");
    Path file = directory.resolve(NAME + ".jsonl");
    try {
      Files.createDirectories(directory);
      if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
        roll(directory, file);
      }
      Files.write(
          file,
          (line(mutation) + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void roll(Path directory, Path file) throws IOException {
    for (int n = KEPT - 1; n >= 1; n--) {
      Path older = directory.resolve(NAME + "." + n + ".jsonl");
      if (Files.exists(older)) {
        Files.move(
            older,
            directory.resolve(NAME + "." + (n + 1) + ".jsonl"),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(file, directory.resolve(NAME + ".1.jsonl"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** One line, whatever stands in the texts. */
  static String line(Mutation mutation) throws JsonProcessingException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("at", mutation.at().toString());
    fields.put("who", mutation.who());
    fields.put("build", mutation.build());
    fields.put("platform", mutation.platform());
    fields.put("system", mutation.system());
    fields.put("verb", mutation.verb());
    fields.put("object", mutation.object());
    fields.put("outcome", mutation.outcome());
    fields.put("millis", mutation.millis());
    return JSON.writeValueAsString(fields);
  }
}
