package io.jenkins.embedded.controller.declarative;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The comparators of {@code when}, after pipeline-model-definition's enum Comparator. */
enum Comparison {
  /** Ant's patterns: {@code *} within a part of a path, {@code **} across; case aside. */
  GLOB {
    @Override
    boolean matches(String pattern, String actual) {
      return glob(pattern).matcher(actual).matches();
    }
  },
  /** The whole text. */
  REGEXP {
    @Override
    boolean matches(String pattern, String actual) {
      return Pattern.matches(pattern, actual);
    }
  },
  EQUALS {
    @Override
    boolean matches(String pattern, String actual) {
      return actual.equals(pattern);
    }
  };

  abstract boolean matches(String pattern, String actual);

  /** By the argument {@code comparator}; names in any case, as on Jenkins. */
  static Comparison of(Map<?, ?> arguments, Comparison usual) {
    Object given = arguments.get("comparator");
    return given == null ? usual : valueOf(given.toString().toUpperCase(Locale.ROOT));
  }

  private static Pattern glob(String glob) {
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < glob.length()) {
      char c = glob.charAt(at);
      if (glob.startsWith("**/", at)) {
        regex.append("(?:.*/)?");
        at += 3;
      } else if (glob.startsWith("**", at)) {
        regex.append(".*");
        at += 2;
      } else {
        regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
        at++;
      }
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }
}
