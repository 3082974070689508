package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/**
 * A build under way. Saved with the Pipeline, so it holds names and numbers only; what a restart of
 * the controller interrupts is found again, or done again with the same outcome.
 */
public interface RunningBuild extends Serializable {

  /**
   * Looks, or works, once.
   *
   * @return when it is built and pushed, the digest that the builder states: the manifest's or the
   *     image's id
   * @throws IOException with a message for the user when the build failed
   */
  Optional<String> poll(BuildSite site) throws IOException, InterruptedException;

  /**
   * Ends it and removes what it left; also called when it has ended, and more than once.
   *
   * @return whether all is gone; if not, it is called again
   */
  boolean stop(BuildSite site) throws IOException, InterruptedException;
}
