package io.jenkins.plugins.paas.step;

import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** Where log lines arrive, and the one that proved it. Immutable. */
public final class LoggingResult implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String target;
  private final String index;
  private final String documentId;
  private final long arrivalMillis;
  private final String link;

  public LoggingResult(
      String target, String index, String documentId, long arrivalMillis, String link) {
    this.target = target;
    this.index = index;
    this.documentId = documentId;
    this.arrivalMillis = arrivalMillis;
    this.link = link;
  }

  /** The data stream or alias. */
  @Whitelisted
  public String getTarget() {
    return target;
  }

  /** The index that holds the line; {@code null} when not verified. */
  @Whitelisted
  public String getIndex() {
    return index;
  }

  /** The line's document; {@code null} when not verified. */
  @Whitelisted
  public String getDocumentId() {
    return documentId;
  }

  /** From writing to finding it; 0 when not verified. */
  @Whitelisted
  public long getArrivalMillis() {
    return arrivalMillis;
  }

  /** Where to look; {@code null} where no Kibana is configured. */
  @Whitelisted
  public String getLink() {
    return link;
  }

  @Override
  @Whitelisted
  public String toString() {
    return target + (documentId == null ? "" : " " + index + "/" + documentId);
  }
}
