package io.jenkins.plugins.paas.kube;

import java.util.Optional;

/**
 * An object after its apply. The objects themselves are there only after a dry run: ten thousand of
 * them would fill the memory.
 *
 * @param before as it is, where it is there and a dry run asked
 * @param after as it would be, where a dry run asked and nothing stood against it
 * @param note why it is a conflict; "" otherwise
 */
public record Applied(
    ObjectRef ref,
    Outcome outcome,
    Optional<KubeObject> before,
    Optional<KubeObject> after,
    String note) {

  static Applied of(ObjectRef ref, Outcome outcome) {
    return new Applied(ref, outcome, Optional.empty(), Optional.empty(), "");
  }
}
