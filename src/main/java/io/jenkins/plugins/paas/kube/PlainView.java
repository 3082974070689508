package io.jenkins.plugins.paas.kube;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** An object without what the server keeps for itself, and without the content of secrets. */
public final class PlainView {

  private static final List<String> BOOKKEEPING =
      List.of(
          "managedFields", "resourceVersion", "uid", "creationTimestamp", "generation", "selfLink");

  private static final String SALT = UUID.randomUUID().toString();
  private static final int SHOWN_HEX_DIGITS = 8;

  private PlainView() {}

  /** A copy to compare and to show: keys sorted, secret values replaced by a salted hash. */
  public static Map<String, Object> of(KubeObject object) {
    KubeObject copy = object.copy();
    copy.tree().remove("status");
    BOOKKEEPING.forEach(copy.ensure("metadata")::remove);
    if (copy.kind().equals("Secret")) {
      for (String field : List.of("data", "stringData")) {
        if (copy.at(field) instanceof Map<?, ?>) {
          copy.ensure(field).replaceAll((key, value) -> hidden(value));
        }
      }
    }
    return new TreeMap<>(copy.tree());
  }

  // a change must be visible in a diff, its content must not: the salt lives with this process
  private static String hidden(Object value) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((SALT + value).getBytes(StandardCharsets.UTF_8));
      return "**** (" + HexFormat.of().formatHex(digest).substring(0, SHOWN_HEX_DIGITS) + ")";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this Java", e);
    }
  }
}
