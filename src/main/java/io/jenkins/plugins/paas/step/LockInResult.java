package io.jenkins.plugins.paas.step;

import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** Whose one part of a platform is, and what hangs on it. Immutable. */
public final class LockInResult implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String component;
  private final String product;
  private final String vendor;
  private final String found;
  private final long dependents;
  private final String used;
  private final String counterpart;
  private final String move;

  public LockInResult(
      String component,
      String product,
      String vendor,
      String found,
      long dependents,
      String used,
      String counterpart,
      String move) {
    this.component = component;
    this.product = product;
    this.vendor = vendor;
    this.found = found;
    this.dependents = dependents;
    this.used = used;
    this.counterpart = counterpart;
    this.move = move;
  }

  /** What part it is, such as {@code Storage}. */
  @Whitelisted
  public String getComponent() {
    return component;
  }

  @Whitelisted
  public String getProduct() {
    return product;
  }

  /** Whose it is; empty where it is self-hosted. */
  @Whitelisted
  public String getVendor() {
    return vendor;
  }

  /** How that was found. */
  @Whitelisted
  public String getFound() {
    return found;
  }

  /** How many objects of the environments use it. */
  @Whitelisted
  public long getDependents() {
    return dependents;
  }

  /** The same in words. */
  @Whitelisted
  public String getUsed() {
    return used;
  }

  /** What would take its place anywhere; empty where it is portable itself. */
  @Whitelisted
  public String getCounterpart() {
    return counterpart;
  }

  /** What a move would touch; empty where nothing. */
  @Whitelisted
  public String getMove() {
    return move;
  }

  @Override
  @Whitelisted
  public String toString() {
    return component + ": " + product + (vendor.isEmpty() ? " (self-hosted)" : " of " + vendor);
  }
}
