package io.jenkins.plugins.paas.image;

import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.paas.image.build.BuildRequest;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/**
 * A way to build an image. Each has a {@code @Symbol}, and passes the contract test of builders.
 */
public abstract class ImageBuilder extends AbstractDescribableImpl<ImageBuilder>
    implements ExtensionPoint, Serializable {

  private static final long serialVersionUID = 1L;

  /** The symbol, as the log and the result name it. */
  public abstract String symbol();

  /**
   * Checks its own arguments where a setter must not: what a setter throws, Jenkins repeats with
   * all values. No I/O.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  public void check() {}

  /**
   * Whether it can do this here; may ask the agent.
   *
   * @return empty when it can, else why not, a clause without a full stop
   */
  public abstract Optional<String> obstacle(BuildSite site, BuildRequest request)
      throws IOException, InterruptedException;

  /** Starts. What was started before and lost by a crash may still run. */
  public abstract RunningBuild start(BuildSite site, BuildRequest request)
      throws IOException, InterruptedException;
}
