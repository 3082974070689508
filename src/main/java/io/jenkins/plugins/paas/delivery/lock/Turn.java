package io.jenkins.plugins.paas.delivery.lock;

import java.io.Serializable;

/** One delivery that has a lock, or waits for it; kept as XML. Immutable. */
public final class Turn implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String lock;
  private final String key;
  private final String build;
  private final long sinceMillis;

  /**
   * @param lock what only one may have
   * @param key the step's, the same for ever
   * @param build whose it is, for people and for asking whether it still runs
   * @param sinceMillis when it came
   */
  Turn(String lock, String key, String build, long sinceMillis) {
    this.lock = lock;
    this.key = key;
    this.build = build;
    this.sinceMillis = sinceMillis;
  }

  public String lock() {
    return lock;
  }

  public String key() {
    return key;
  }

  public String build() {
    return build;
  }

  public long sinceMillis() {
    return sinceMillis;
  }
}
