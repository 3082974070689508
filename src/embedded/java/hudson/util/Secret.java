package hudson.util;

import io.jenkins.embedded.controller.SecretKeys;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that is written to disk only in encrypted form. */
public final class Secret implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  public String getPlainText() {
    return value;
  }

  /** <code>{base64}</code>; readable by this controller only. */
  public String getEncryptedValue() {
    return "{" + SecretKeys.encrypt(value.getBytes(StandardCharsets.UTF_8)) + "}";
  }

  /** Takes an encrypted value, or else the text itself. */
  public static Secret fromString(String data) {
    String text = data == null ? "" : data;
    Secret decrypted = decrypt(text);
    return decrypted == null ? new Secret(text) : decrypted;
  }

  /** Null where it is no encrypted value of this controller. */
  public static Secret decrypt(String data) {
    if (data == null || !data.matches("\\{[A-Za-z0-9+/=]+\\}")) {
      return null;
    }
    byte[] plain = SecretKeys.decrypt(data.substring(1, data.length() - 1));
    return plain == null ? null : new Secret(new String(plain, StandardCharsets.UTF_8));
  }

  /** The plain text, as on Jenkins, where scripts rely on it. */
  @Deprecated
  @Override
  public String toString() {
    return value;
  }

  public static String toString(Secret s) {
    return s == null ? null : s.value;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Secret
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8),
            ((Secret) o).value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
