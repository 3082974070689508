package io.jenkins.plugins.paas.delivery.gate;

/**
 * Makes a correlation id of an idempotency key. Gate's search takes the value for a pattern, so
 * everything that means something in a pattern (but the dot, which matches itself) is written in
 * hex.
 */
public final class CorrelationId {

  private static final String PLAIN = "-.:/#=";

  private CorrelationId() {}

  public static String of(String key) {
    StringBuilder text = new StringBuilder("jenkins:");
    key.codePoints()
        .forEach(
            c -> {
              if (c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                text.appendCodePoint(c);
              } else {
                text.append('_').append(Integer.toHexString(c)).append('_');
              }
            });
    return text.toString();
  }
}
