package io.jenkins.plugins.paas.core.http;

import java.util.regex.Pattern;

/**
 * Takes out of a URL what may be secret: user-info, and query values that are named like secrets.
 */
final class UrlRedaction {

  private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");
  private static final Pattern SECRET_QUERY =
      Pattern.compile(
          "(?i)([?&][^=&\\s]*(?:token|secret|password|signature|key)[^=&\\s]*=)[^&#\\s]*");

  private UrlRedaction() {}

  static String redact(String url) {
    return SECRET_QUERY.matcher(USER_INFO.matcher(url).replaceAll("//****@")).replaceAll("$1****");
  }
}
