package io.jenkins.embedded.platform.shipper;

import java.util.Optional;

/** Says where a pod's lines go: its annotation {@code paas.jenkins.io/log-target}. */
@FunctionalInterface
public interface LogTargets {

  /** The data stream or alias, or empty for a pod whose lines go nowhere. */
  Optional<String> targetOf(String namespace, String pod);
}
