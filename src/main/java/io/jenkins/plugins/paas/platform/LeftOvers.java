package io.jenkins.plugins.paas.platform;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.io.IOException;
import java.util.List;

/**
 * What steps of a room made on a platform's systems and nobody uses any more, found by the marks of
 * ownership. Only what this controller made is ever shown or removed.
 */
public interface LeftOvers extends ExtensionPoint {

  /** What they are, in the plural, such as {@code Previews}. */
  String title();

  /**
   * Looks; removes nothing. At most a thousand.
   *
   * @throws IOException when the platform's system cannot be asked
   */
  List<LeftOver> find(Platform platform) throws IOException, InterruptedException;

  /**
   * Removes one that {@link #find} has shown, if it is still what it was.
   *
   * @return whether it was there
   */
  boolean remove(Platform platform, LeftOver leftOver) throws IOException, InterruptedException;

  /** All of this controller. */
  static List<LeftOvers> all() {
    return ExtensionList.lookup(LeftOvers.class);
  }
}
