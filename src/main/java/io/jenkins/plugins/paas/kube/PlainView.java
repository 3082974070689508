package io.jenkins.plugins.paas.kube;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** An object without what the server keeps for itself, and without the content of secrets. */
public final class PlainView {

  private static final List<String> BOOKKEEPING =
      List.of(
          "managedFields", "resourceVersion", "uid", "creationTimestamp", "generation", "selfLink");

  private static final long SALT = new SecureRandom().nextLong();

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
    return "**** (" + Integer.toHexString(Objects.hash(SALT, String.valueOf(value))) + ")";
  }
}
