package io.jenkins.plugins.paas.monitoring.operator;

/**
 * The first link of the chain that does not hold.
 *
 * @param link which
 * @param message the object, the field and what to change
 */
public record BrokenLink(Link link, String message) {

  /** From the Prometheus to what it scrapes, in this order. */
  public enum Link {
    PROMETHEUS_SELECTOR("Prometheus selector", false),
    NAMESPACE_SELECTOR("namespace selector", false),
    SERVICE_LABELS("labels", false),
    PORT_NAME("port name", false),
    ENDPOINTS("endpoints", true),
    RBAC("RBAC", false);

    private final String words;
    private final boolean passing;

    Link(String words, boolean passing) {
      this.words = words;
      this.passing = passing;
    }

    public String words() {
      return words;
    }

    /** Whether it may come right while one waits; the others need somebody to change something. */
    public boolean isPassing() {
      return passing;
    }
  }

  @Override
  public String toString() {
    return "broken link '" + link.words() + "': " + message;
  }
}
