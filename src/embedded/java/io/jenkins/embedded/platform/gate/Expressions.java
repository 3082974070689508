package io.jenkins.embedded.platform.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The few expressions that the stand-in understands: {@code ${parameters.x}}, {@code
 * ${trigger.parameters.x}}, {@code ${trigger['key']}}, each also compared with a text by {@code ==}
 * or {@code !=}. Anything else is refused, never guessed.
 */
final class Expressions {

  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern TERM =
      Pattern.compile(
          "\\s*(?:(?:trigger\\.)?parameters(?:\\.(\\w+)|\\['([^']+)'])|trigger(?:\\.(\\w+)|\\['([^']+)']))"
              + "\\s*(?:(==|!=)\\s*'([^']*)'\\s*)?");

  private Expressions() {}

  /**
   * @throws IllegalArgumentException for an expression that is not understood
   */
  static String evaluate(String text, JsonNode trigger) {
    Matcher place = PLACE.matcher(text);
    StringBuilder result = new StringBuilder();
    while (place.find()) {
      place.appendReplacement(result, Matcher.quoteReplacement(term(place.group(1), trigger)));
    }
    return place.appendTail(result).toString();
  }

  private static String term(String expression, JsonNode trigger) {
    Matcher term = TERM.matcher(expression);
    if (!term.matches()) {
      throw new IllegalArgumentException(
          "the stand-in does not understand the expression ${" + expression + "}");
    }
    String parameter = term.group(1) != null ? term.group(1) : term.group(2);
    String key = term.group(3) != null ? term.group(3) : term.group(4);
    JsonNode value =
        parameter != null ? trigger.path("parameters").path(parameter) : trigger.path(key);
    if (term.group(5) == null) {
      return value.asText("");
    }
    boolean equal = value.asText("").equals(term.group(6));
    return String.valueOf(term.group(5).equals("==") == equal);
  }
}
