package io.jenkins.plugins.paas.platform;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What steps of a room keep outside of an environment's namespace and what is to end with it, such
 * as its scrape targets. Only what this controller made is ever ended. Instances keep no state.
 */
public interface EnvironmentEnd extends ExtensionPoint {

  /**
   * Ends it; idempotent. Called when the namespace was told to go, on an I/O thread.
   *
   * @param application whose environment it is
   * @param namespace the environment's namespace on the platform's cluster
   * @return what was ended, a line each, for the build's log
   * @throws IOException with what could not be reached
   */
  List<String> end(Platform platform, String application, String namespace)
      throws IOException, InterruptedException;

  /**
   * Asks every room.
   *
   * @throws IOException of the first that could not; the others were asked
   */
  static List<String> endAll(Platform platform, String application, String namespace)
      throws IOException, InterruptedException {
    List<String> ended = new ArrayList<>();
    IOException failure = null;
    for (EnvironmentEnd room : ExtensionList.lookup(EnvironmentEnd.class)) {
      try {
        ended.addAll(room.end(platform, application, namespace));
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return ended;
  }
}
