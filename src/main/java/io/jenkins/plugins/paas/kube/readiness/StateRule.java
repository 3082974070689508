package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.Set;

/** One word in the status says it all, as most operators of databases have it. */
final class StateRule implements ReadinessRule {

  private final String[] state;
  private final String[] message;
  private final Set<String> ready;
  private final Set<String> failed;

  /**
   * @param state where the word is, with dots: {@code status.phase}
   * @param message where its explanation is
   * @param failed what will not heal by itself
   */
  StateRule(String state, String message, Set<String> ready, Set<String> failed) {
    this.state = state.split("\\.");
    this.message = message.split("\\.");
    this.ready = ready;
    this.failed = failed;
  }

  @Override
  public Verdict of(KubeObject object) {
    String word = object.text(state);
    if (ready.contains(word)) {
      return Verdict.ready(word.toLowerCase(java.util.Locale.ROOT));
    }
    String why = object.at(message) == null ? "" : ": " + object.text(message);
    if (failed.contains(word)) {
      return Verdict.failed(word + why);
    }
    return Verdict.waiting(word.isEmpty() ? "its operator has not said anything yet" : word + why);
  }
}
