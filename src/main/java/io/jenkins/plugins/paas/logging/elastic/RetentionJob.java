package io.jenkins.plugins.paas.logging.elastic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which indices of a target hold nothing but lines older than its retention. For servers without a
 * lifecycle of their own; runs whenever the step does.
 */
final class RetentionJob {

  /** An index of the target. */
  record Index(String name, Instant created) {}

  private final Retention retention;
  private final List<Index> indices;

  RetentionJob(Retention retention, List<Index> indices) {
    this.retention = retention;
    this.indices =
        indices.stream()
            .sorted(Comparator.comparing(Index::created).thenComparing(Index::name))
            .toList();
  }

  /** Whether the index that is written to is old enough to begin a new one. */
  boolean isRolloverDue(Instant now) {
    return !indices.isEmpty()
        && indices.get(indices.size() - 1).created().isBefore(now.minus(retention.rolloverAge()));
  }

  /** Those whose successor, which ended them, is itself older than the retention. */
  List<String> expired(Instant now) {
    List<String> expired = new ArrayList<>();
    for (int i = 0; i + 1 < indices.size(); i++) {
      if (indices.get(i + 1).created().isBefore(now.minus(retention.age()))) {
        expired.add(indices.get(i).name());
      }
    }
    return expired;
  }
}
