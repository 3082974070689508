package io.jenkins.plugins.paas.delivery.gate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer to a manual judgment.
 *
 * @param verdict {@code continue} or {@code stop}
 * @param input what was chosen of the stage's inputs, or {@code null}
 * @param by who answered, where that is not the user that Gate knows us as; else {@code null}
 */
public record Judgment(String verdict, String input, String by) {

  /** What is merged into the stage's context; expressions see {@code ciJudge} there. */
  Map<String, Object> toContext() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("judgmentStatus", verdict);
    if (input != null) {
      keys.put("judgmentInput", input);
    }
    if (by != null) {
      keys.put("ciJudge", by);
    }
    return keys;
  }

  @Override
  public String toString() {
    return verdict + (input == null ? "" : " (" + input + ")") + (by == null ? "" : " by " + by);
  }
}
