package io.jenkins.plugins.paas.step;

import hudson.ExtensionList;
import hudson.model.Run;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a step proved, for the release passport. Facts are texts, numbers, booleans, ArrayLists and
 * LinkedHashMaps; never a secret. Immutable.
 */
public final class Evidence implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String kind;
  private final String summary;
  private final LinkedHashMap<String, Object> facts;
  private final long durationMillis;
  private final long atMillis;

  /**
   * @param kind the room's word: image, environment, monitoring, logging, deployment
   * @param summary one line for people
   */
  public Evidence(String kind, String summary, Map<String, Object> facts, long durationMillis) {
    this.kind = kind;
    this.summary = summary;
    this.facts = new LinkedHashMap<>(facts);
    this.durationMillis = durationMillis;
    this.atMillis = System.currentTimeMillis();
  }

  /** Hands it to every store. */
  public static void record(Run<?, ?> run, Evidence evidence) {
    for (EvidenceStore store : ExtensionList.lookup(EvidenceStore.class)) {
      store.record(run, evidence);
    }
  }

  public String getKind() {
    return kind;
  }

  public String getSummary() {
    return summary;
  }

  public Map<String, Object> getFacts() {
    return new LinkedHashMap<>(facts);
  }

  public long getDurationMillis() {
    return durationMillis;
  }

  /** When it was recorded, in milliseconds since 1970. */
  public long getAtMillis() {
    return atMillis;
  }
}
