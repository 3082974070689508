package io.jenkins.plugins.paas.platform;

import hudson.AbortException;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Item;
import java.util.ArrayList;
import java.util.List;

/**
 * What the places around a job say about its platforms. They only take away or choose among what
 * the administrator grants, since who may configure a folder may write anything here.
 */
abstract class PlatformNarrowing implements ExtensionPoint {

  /**
   * @param place names who says it, for messages
   * @param platforms the only ones that jobs inside may use; empty for no restriction
   * @param preferred the platform of steps that name none, or {@code null}
   */
  record Wish(String place, List<String> platforms, String preferred) {}

  /** The wishes around an item, the nearest first. */
  abstract List<Wish> around(Item item);

  static List<Wish> of(Item item) {
    List<Wish> wishes = new ArrayList<>();
    for (PlatformNarrowing one : ExtensionList.lookup(PlatformNarrowing.class)) {
      wishes.addAll(one.around(item));
    }
    return wishes;
  }

  /** The nearest preference, or {@code null}. */
  static String preferred(List<Wish> wishes) {
    return wishes.stream()
        .map(Wish::preferred)
        .filter(name -> name != null)
        .findFirst()
        .orElse(null);
  }

  static boolean leaves(List<Wish> wishes, String platform) {
    return wishes.stream().allMatch(w -> leaves(w, platform));
  }

  private static boolean leaves(Wish wish, String platform) {
    return wish.platforms().isEmpty() || wish.platforms().contains(platform);
  }

  /** Refuses a platform that one of the places leaves out. */
  static void check(List<Wish> wishes, String platform, String job) throws AbortException {
    for (Wish wish : wishes) {
      if (!leaves(wish, platform)) {
        throw new AbortException(
            "Platform '"
                + platform
                + "' may not be used by "
                + job
                + ": "
                + wish.place()
                + " restricts its jobs to "
                + String.join(", ", wish.platforms())
                + ". Who configures it changes that under PaaS platforms.");
      }
    }
  }
}
