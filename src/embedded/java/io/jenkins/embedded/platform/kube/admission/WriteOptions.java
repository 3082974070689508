package io.jenkins.embedded.platform.kube.admission;

/**
 * How a write is meant.
 *
 * @param manager field manager, never empty
 * @param dryRun everything is checked, nothing is kept
 * @param force apply takes conflicting fields over
 */
public record WriteOptions(String manager, boolean dryRun, boolean force) {
  /** A write by one of this server's own controllers. */
  public static WriteOptions by(String manager) {
    return new WriteOptions(manager, false, false);
  }
}
