package io.jenkins.plugins.paas.platform.readiness;

/** What a PaaS is made of; the order is that of reports. */
public enum Need {
  RUNTIME("Runtime and registry"),
  CLUSTER("Cluster"),
  DATA("Data services"),
  STORAGE("Distributed storage"),
  MONITORING("Monitoring"),
  LOGGING("Logging"),
  DELIVERY("Delivery");

  private final String title;

  Need(String title) {
    this.title = title;
  }

  /** For people. */
  public String title() {
    return title;
  }
}
