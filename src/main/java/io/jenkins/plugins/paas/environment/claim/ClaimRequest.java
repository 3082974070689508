package io.jenkins.plugins.paas.environment.claim;

import io.jenkins.plugins.paas.core.text.DnsName;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a Jenkinsfile asks for; outlives a restart of the controller. Immutable. */
public final class ClaimRequest implements Serializable {

  private static final long serialVersionUID = 1L;

  // operators append to it: the longest of their services still is a label
  private static final int MAX_NAME = 40;

  private final String template;
  private final String name;
  private final LinkedHashMap<String, Object> settings;

  /**
   * @param template a template's name, such as {@code postgres}
   * @param name the claim's own name, a DNS label; objects and secrets are named after it
   * @param settings what the template's schema allows
   * @throws IllegalArgumentException for a name that is none
   */
  public ClaimRequest(String template, String name, Map<String, Object> settings) {
    if (template == null) {
      throw new IllegalArgumentException("claims: a claim without a template");
    }
    DnsName.requireLabel(name, "claims: the name");
    if (name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "claims: the name '" + name + "' has more than " + MAX_NAME + " characters");
    }
    this.template = template;
    this.name = name;
    this.settings = new LinkedHashMap<>(settings);
  }

  public String template() {
    return template;
  }

  public String name() {
    return name;
  }

  public Map<String, Object> settings() {
    return new LinkedHashMap<>(settings);
  }

  @Override
  public String toString() {
    return "claim '" + name + "' (" + template + ")";
  }
}
