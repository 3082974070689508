package io.jenkins.embedded.platform.kube.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.ResourceType;
import java.util.List;
import java.util.regex.Pattern;

/** Amounts of CPU, memory and the like, wherever an object states some. */
final class QuantityRules {

  // apimachinery, api/resource/quantity.go: ErrFormatWrong and splitREString
  private static final String EXPRESSION = "^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$";
  private static final Pattern QUANTITY = Pattern.compile(EXPRESSION);
  private static final List<String> FIELDS = List.of("requests", "limits", "hard", "capacity");

  private QuantityRules() {}

  static void check(ResourceType type, JsonNode object) {
    for (String field : FIELDS) {
      for (JsonNode amounts : object.path("spec").findValues(field)) {
        if (amounts.isObject()) {
          amounts.forEach(amount -> check(type, field, amount));
        }
      }
    }
  }

  private static void check(ResourceType type, String field, JsonNode amount) {
    if (amount.isTextual() && !QUANTITY.matcher(amount.asText()).matches()) {
      throw ApiFailure.badRequest(
          type.kind()
              + " in version \""
              + type.version()
              + "\" cannot be handled as a "
              + type.kind()
              + ": "
              + field
              + ": quantities must match the regular expression '"
              + EXPRESSION
              + "'");
    }
  }
}
