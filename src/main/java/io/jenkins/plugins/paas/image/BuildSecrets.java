package io.jenkins.plugins.paas.image;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.paas.platform.TargetConnection;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Values that a Dockerfile may mount, found anew in each turn. Never saved. */
public final class BuildSecrets {

  /** BuildKit's own limit of one secret, in bytes. */
  private static final int LARGEST = 500 * 1024;

  /** Shorter lines of a file, such as a brace, hide more than they protect. */
  private static final int SHORTEST_LINE = 8;

  private final Map<String, byte[]> values = new LinkedHashMap<>();

  private BuildSecrets() {}

  /**
   * Looks them up as the build, and hides them in the log.
   *
   * @param ids credentials by the secret's name
   * @throws AbortException when one is not there or holds no value to mount
   */
  static BuildSecrets of(Map<String, String> ids, Run<?, ?> run, StepLog log) throws IOException {
    BuildSecrets secrets = new BuildSecrets();
    for (Map.Entry<String, String> entry : ids.entrySet()) {
      String what = "secret '" + entry.getKey() + "'";
      byte[] value = value(TargetConnection.find(entry.getValue(), what, run), what);
      secrets.values.put(entry.getKey(), value);
      String text = new String(value, StandardCharsets.UTF_8);
      log.hide(text.strip());
      text.lines()
          .map(String::strip)
          .filter(line -> line.length() >= SHORTEST_LINE)
          .forEach(log::hide);
    }
    return secrets;
  }

  private static byte[] value(StandardCredentials found, String what) throws IOException {
    if (found instanceof StringCredentials text) {
      return text.getSecret().getPlainText().getBytes(StandardCharsets.UTF_8);
    }
    if (found instanceof FileCredentials file) {
      try (InputStream content = file.getContent()) {
        byte[] value = content.readNBytes(LARGEST + 1);
        if (value.length > LARGEST) {
          throw new AbortException("The " + what + " is larger than " + LARGEST + " bytes.");
        }
        return value;
      }
    }
    throw new AbortException(
        "The credential '"
            + found.getId()
            + "' of the "
            + what
            + " must be a secret text or a secret file.");
  }

  /** The bytes that the mount shows. */
  public byte[] value(String name) {
    return values.get(name).clone();
  }
}
