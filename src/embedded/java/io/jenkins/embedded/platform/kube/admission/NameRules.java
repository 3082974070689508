package io.jenkins.embedded.platform.kube.admission;

import java.util.Optional;
import java.util.regex.Pattern;

/** Kubernetes' grammars for names (apimachinery, util/validation). */
final class NameRules {
  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
  private static final String LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
  private static final String QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

  private NameRules() {}

  static Optional<String> subdomain(String name) {
    return check(
        name,
        SUBDOMAIN,
        253,
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
            + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
            + " regex used for validation is '"
            + SUBDOMAIN
            + "')");
  }

  static Optional<String> label(String name) {
    return check(
        name,
        LABEL,
        63,
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
            + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
            + " regex used for validation is '"
            + LABEL
            + "')");
  }

  static Optional<String> serviceName(String name) {
    return check(
        name,
        LABEL_1035,
        63,
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
            + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
            + " 'abc-123', regex used for validation is '"
            + LABEL_1035
            + "')");
  }

  /** Names of roles and bindings are free but for what a URL path cannot carry. */
  static Optional<String> pathSegment(String name) {
    if (name.equals(".") || name.equals("..")) {
      return Optional.of("may not be '" + name + "'");
    }
    return name.contains("/") || name.contains("%")
        ? Optional.of("may not contain '" + (name.contains("/") ? "/" : "%") + "'")
        : Optional.empty();
  }

  static Optional<String> labelKey(String key) {
    int slash = key.indexOf('/');
    if (slash >= 0 && subdomain(key.substring(0, slash)).isPresent()) {
      return Optional.of("prefix part " + subdomain(key.substring(0, slash)).orElseThrow());
    }
    return check(
        key.substring(slash + 1),
        QUALIFIED,
        63,
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end"
            + " with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex"
            + " used for validation is '"
            + QUALIFIED
            + "')");
  }

  static Optional<String> labelValue(String value) {
    return check(
        value,
        "(" + QUALIFIED + ")?",
        63,
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
            + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
            + " 'my_value',  or '12345', regex used for validation is '(("
            + "[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')");
  }

  private static Optional<String> check(String text, String regex, int max, String problem) {
    if (text.length() > max) {
      return Optional.of("must be no more than " + max + " characters");
    }
    return Pattern.matches(regex, text) ? Optional.empty() : Optional.of(problem);
  }
}
