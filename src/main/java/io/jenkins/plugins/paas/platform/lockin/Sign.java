package io.jenkins.plugins.paas.platform.lockin;

import java.util.Locale;

/** What tells whose something is. The names are the keys of the table vendors.yaml. */
enum Sign {
  /** The beginning of a node's {@code spec.providerID}. */
  PROVIDER(Match.PREFIX),
  /** The domain of a node's label. */
  NODE_LABEL(Match.DOMAIN),
  /** A storage class's provisioner. */
  PROVISIONER(Match.DOMAIN),
  /** The host of a registry. */
  REGISTRY(Match.DOMAIN),
  /** The host of any other system. */
  ENDPOINT(Match.DOMAIN),
  /** A Service's annotation. */
  ANNOTATION(Match.PREFIX),
  /** The controller of an ingress class, or the class itself where it has none. */
  INGRESS(Match.PREFIX),
  /** The prefix of Terraform's resource names. */
  TERRAFORM(Match.EXACT),
  /** An API group, as operators add them. */
  API_GROUP(Match.DOMAIN);

  private enum Match {
    EXACT,
    PREFIX,
    /** The same, or a domain below it. */
    DOMAIN
  }

  private final Match match;

  Sign(Match match) {
    this.match = match;
  }

  boolean matches(String sign, String seen) {
    String text = seen.toLowerCase(Locale.ROOT);
    return switch (match) {
      case EXACT -> text.equals(sign);
      case PREFIX -> text.startsWith(sign);
      case DOMAIN -> text.equals(sign) || text.endsWith("." + sign);
    };
  }
}
