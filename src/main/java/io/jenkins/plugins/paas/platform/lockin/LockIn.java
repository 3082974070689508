package io.jenkins.plugins.paas.platform.lockin;

/**
 * One part of a platform: whose it is and what hangs on it. Immutable.
 *
 * @param component what part it is
 * @param product what it is called
 * @param vendor whose it is; "" means that it is self-hosted
 * @param found how that was found
 * @param dependents how many objects of the environments use it
 * @param used the same in words
 * @param counterpart what would take its place anywhere; "" where it is portable itself
 * @param move what a move would touch; "" where nothing
 */
public record LockIn(
    String component,
    String product,
    String vendor,
    String found,
    int dependents,
    String used,
    String counterpart,
    String move) {

  public boolean isVendors() {
    return !vendor.isEmpty();
  }
}
