package io.jenkins.plugins.paas.platform;

/**
 * One thing that nobody uses any more. Immutable.
 *
 * @param id names it on its system, once for ever: a uid, not a name that the next may have
 * @param what for people, such as {@code namespace shop-pr-12}
 * @param run the build that made it, by its external id; "" where it is not known
 * @param reason why nobody uses it any more
 */
public record LeftOver(String id, String what, String run, String reason) {}
