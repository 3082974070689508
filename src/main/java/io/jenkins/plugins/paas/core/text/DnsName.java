package io.jenkins.plugins.paas.core.text;

import java.util.regex.Pattern;

/** Names as Kubernetes takes them (RFC 1123). */
public final class DnsName {

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final int SUBDOMAIN_CHARS = 253;

  private DnsName() {}

  /** Labels with dots between them, 253 characters at most. */
  public static boolean isSubdomain(String text) {
    return text != null && text.length() <= SUBDOMAIN_CHARS && SUBDOMAIN.matcher(text).matches();
  }

  public static boolean isLabel(String text) {
    return text != null && LABEL.matcher(text).matches();
  }

  /**
   * The text, if it is a DNS label.
   *
   * @param what names the argument in the message
   * @throws IllegalArgumentException with the text and the rule
   */
  public static String requireLabel(String text, String what) {
    if (!isLabel(text)) {
      throw new IllegalArgumentException(
          what
              + " '"
              + text
              + "' is no DNS label (RFC 1123): 1 to 63 lower-case letters, digits or '-', beginning"
              + " and ending with a letter or digit");
    }
    return text;
  }
}
