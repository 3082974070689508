package io.jenkins.plugins.paas.kube;

import java.util.Optional;

/**
 * An object after its apply.
 *
 * @param before as it was, or empty where it is new
 * @param after as it is now, or would be
 */
public record Applied(Outcome outcome, Optional<KubeObject> before, KubeObject after) {}
