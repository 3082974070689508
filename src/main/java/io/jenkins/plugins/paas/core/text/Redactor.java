package io.jenkins.plugins.paas.core.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Replaces secrets in text that is shown. Knows each secret as it is, Base64- and URL-encoded, and
 * recognises headers and URLs that carry one. Thread-safe.
 */
public final class Redactor {

  private static final String MASK = "****";
  // shorter values would turn ordinary text into stars and hide more than they protect
  private static final int SHORTEST = 4;
  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)\\b(authorization|x-spinnaker-token|cookie|set-cookie)(\"?\\s*[:=]\\s*\"?)[^\\r"
              + "\\n"
              + "\",]+");
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]+(?=@)");

  private final Set<String> secrets = new LinkedHashSet<>();
  private volatile List<String> longestFirst = List.of();

  /** Adds a secret; {@code null} and values under four characters are ignored. */
  public synchronized void add(String secret) {
    if (secret == null || secret.length() < SHORTEST) {
      return;
    }
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    secrets.add(secret);
    secrets.add(Base64.getEncoder().encodeToString(bytes));
    secrets.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    secrets.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    longestFirst =
        secrets.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /** Whether a secret, in one of its forms, is in the text. */
  public boolean finds(String text) {
    return longestFirst.stream().anyMatch(text::contains);
  }

  /** The text without what may not be shown. */
  public String redact(String text) {
    if (text == null) {
      return "";
    }
    String clean = text;
    for (String secret : longestFirst) {
      clean = clean.replace(secret, MASK);
    }
    clean = HEADER.matcher(clean).replaceAll("$1$2" + MASK);
    return USER_INFO.matcher(clean).replaceAll(MASK);
  }
}
