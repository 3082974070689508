package io.jenkins.embedded.platform.kube.fields;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kubernetes resource quantities such as 500m, 1.5, 256Mi, 2e3. */
public final class Quantities {
  private static final Pattern FORM =
      Pattern.compile("([+-]?[0-9.]+)([eE][+-]?[0-9]+|[numkMGTPE]|[KMGTPE]i)?");
  private static final Pattern QUANTITY_PATH = Pattern.compile("\\.(limits|requests|hard)\\.");
  private static final Map<String, BigDecimal> SUFFIXES =
      Map.ofEntries(
          Map.entry("n", new BigDecimal("1e-9")),
          Map.entry("u", new BigDecimal("1e-6")),
          Map.entry("m", new BigDecimal("1e-3")),
          Map.entry("k", new BigDecimal("1e3")),
          Map.entry("M", new BigDecimal("1e6")),
          Map.entry("G", new BigDecimal("1e9")),
          Map.entry("T", new BigDecimal("1e12")),
          Map.entry("P", new BigDecimal("1e15")),
          Map.entry("E", new BigDecimal("1e18")),
          Map.entry("Ki", binary(1)),
          Map.entry("Mi", binary(2)),
          Map.entry("Gi", binary(3)),
          Map.entry("Ti", binary(4)),
          Map.entry("Pi", binary(5)),
          Map.entry("Ei", binary(6)));

  private Quantities() {}

  private static BigDecimal binary(int power) {
    return BigDecimal.valueOf(1024).pow(power);
  }

  public static Optional<BigDecimal> parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      String suffix = m.group(2) == null ? "" : m.group(2);
      boolean exponent = suffix.length() > 1 && Character.toLowerCase(suffix.charAt(0)) == 'e';
      BigDecimal number = new BigDecimal(m.group(1) + (exponent ? suffix : ""));
      return Optional.of(
          exponent || suffix.isEmpty() ? number : number.multiply(SUFFIXES.get(suffix)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The sum in the notation of the operands: 1500m, 768Mi. */
  public static String display(BigDecimal amount, String like) {
    if (like.endsWith("i")) {
      BigDecimal mebi = binary(2);
      if (amount.remainder(mebi).signum() == 0) {
        return amount.divide(mebi).toPlainString() + "Mi";
      }
    }
    if (amount.stripTrailingZeros().scale() > 0) {
      return amount.movePointRight(3).stripTrailingZeros().toPlainString() + "m";
    }
    return amount.stripTrailingZeros().toPlainString();
  }

  /**
   * Equal as trees, or as quantities ("1" and 1, "1000m" and "1") where the path says that both are
   * some; a label "1.10" is not "1.1".
   */
  static boolean same(JsonNode one, JsonNode other, String path) {
    if (one.equals(other)) {
      return true;
    }
    if (!QUANTITY_PATH.matcher(path).find()) {
      return false;
    }
    if (!one.isValueNode() || !other.isValueNode() || !(one.isTextual() || other.isTextual())) {
      return false;
    }
    Optional<BigDecimal> a = parse(one.asText());
    Optional<BigDecimal> b = parse(other.asText());
    return a.isPresent() && b.isPresent() && a.get().compareTo(b.get()) == 0;
  }
}
