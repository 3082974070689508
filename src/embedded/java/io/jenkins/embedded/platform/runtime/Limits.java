package io.jenkins.embedded.platform.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.embedded.platform.kube.fields.Quantities;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What a JVM in a real container would read from its cgroup, as JVM options. */
final class Limits {
  private Limits() {}

  static List<String> jvmOptions(JsonNode container) {
    JsonNode limits = container.path("resources").path("limits");
    List<String> options = new ArrayList<>();
    if (limits.has("memory")) {
      options.add("-XX:MaxRAM=" + whole(limits.get("memory").asText(), false));
    }
    if (limits.has("cpu")) {
      options.add("-XX:ActiveProcessorCount=" + whole(limits.get("cpu").asText(), true));
    }
    return options;
  }

  /** Bytes, or whole processors rounded up. */
  static String whole(String quantity, boolean processors) {
    BigDecimal amount = Quantities.parse(quantity).orElse(BigDecimal.ONE);
    BigDecimal whole = amount.setScale(0, RoundingMode.CEILING);
    return (processors ? whole.max(BigDecimal.ONE) : whole).toPlainString();
  }
}
