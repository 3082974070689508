package com.cloudbees.plugins.credentials;

import io.jenkins.embedded.controller.SecretKeys;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Base64;

/** Bytes that are written to disk only in encrypted form. */
public class SecretBytes implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Encrypted, base64. */
  private final String value;

  private SecretBytes(String value) {
    this.value = value;
  }

  public static SecretBytes fromRawBytes(byte[] data) {
    return new SecretBytes(SecretKeys.encrypt(data));
  }

  /**
   * Takes an encrypted value of this controller in braces, or base64 of the plain bytes.
   *
   * @throws IllegalArgumentException where it is neither
   */
  public static SecretBytes fromString(String data) {
    String text = data.strip();
    if (text.startsWith("{") && text.endsWith("}")) {
      String inner = text.substring(1, text.length() - 1);
      if (SecretKeys.decrypt(inner) != null) {
        return new SecretBytes(inner);
      }
    }
    return fromRawBytes(Base64.getMimeDecoder().decode(text));
  }

  public byte[] getPlainData() {
    byte[] plain = SecretKeys.decrypt(value);
    if (plain == null) {
      throw new IllegalStateException("secret bytes were encrypted by another controller");
    }
    return plain;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof SecretBytes
        && Arrays.equals(((SecretBytes) o).getPlainData(), getPlainData());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(getPlainData());
  }

  @Override
  public String toString() {
    return "{" + value + "}";
  }
}
