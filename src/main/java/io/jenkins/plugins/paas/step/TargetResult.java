package io.jenkins.plugins.paas.step;

import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** One scrape target as Prometheus sees it. Immutable. */
public final class TargetResult implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String url;
  private final String health;
  private final String lastScrape;
  private final String lastError;

  public TargetResult(String url, String health, String lastScrape, String lastError) {
    this.url = url;
    this.health = health;
    this.lastScrape = lastScrape;
    this.lastError = lastError;
  }

  /** The scrape URL. */
  @Whitelisted
  public String getUrl() {
    return url;
  }

  /** {@code up}, {@code down} or {@code unknown}. */
  @Whitelisted
  public String getHealth() {
    return health;
  }

  /** ISO-8601 instant, as Prometheus gives it. */
  @Whitelisted
  public String getLastScrape() {
    return lastScrape;
  }

  /** Why it is down; empty when it is up. */
  @Whitelisted
  public String getLastError() {
    return lastError;
  }

  @Override
  @Whitelisted
  public String toString() {
    return url + " " + health;
  }
}
