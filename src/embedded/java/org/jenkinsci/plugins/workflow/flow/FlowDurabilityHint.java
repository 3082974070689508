package org.jenkinsci.plugins.workflow.flow;

/** How much of a running program reaches the disk, and when. */
public enum FlowDurabilityHint {
  PERFORMANCE_OPTIMIZED(false, false),
  SURVIVABLE_NONATOMIC(false, true),
  MAX_SURVIVABILITY(true, true);

  private final boolean atomicWrite;
  private final boolean persistWithEveryStep;

  FlowDurabilityHint(boolean atomicWrite, boolean persistWithEveryStep) {
    this.atomicWrite = atomicWrite;
    this.persistWithEveryStep = persistWithEveryStep;
  }

  public boolean isAtomicWrite() {
    return atomicWrite;
  }

  public boolean isPersistWithEveryStep() {
    return persistWithEveryStep;
  }
}
