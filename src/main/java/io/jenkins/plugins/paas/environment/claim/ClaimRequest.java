package io.jenkins.plugins.paas.environment.claim;

import io.jenkins.plugins.paas.core.text.DnsName;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a Jenkinsfile asks for.
 *
 * @param template a template's name, such as {@code postgres}
 * @param name the claim's own name, a DNS label; objects and secrets are named after it
 * @param settings what the template's schema allows
 */
public record ClaimRequest(String template, String name, LinkedHashMap<String, Object> settings)
    implements Serializable {

  // operators append to it: the longest of their services still is a label
  private static final int MAX_NAME = 40;

  public ClaimRequest {
    if (template == null) {
      throw new IllegalArgumentException("claims: a claim without a template");
    }
    DnsName.requireLabel(name, "claims: the name");
    if (name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "claims: the name '" + name + "' has more than " + MAX_NAME + " characters");
    }
    settings = new LinkedHashMap<>(settings == null ? Map.of() : settings);
  }

  @Override
  public String toString() {
    return "claim '" + name + "' (" + template + ")";
  }
}
