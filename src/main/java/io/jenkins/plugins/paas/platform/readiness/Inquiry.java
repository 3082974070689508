package io.jenkins.plugins.paas.platform.readiness;

import java.time.Duration;
import java.util.List;

/**
 * A question that takes time to answer. Several are asked side by side.
 *
 * @param component names what is asked about, should there be no answer
 * @param limit after which it is not waited for any longer
 */
public record Inquiry(Need need, String component, Duration limit, Work work) {

  /** Asked on a thread of its own. */
  @FunctionalInterface
  public interface Work {
    List<Finding> look() throws Exception;
  }

  /** For most systems: connecting takes 5 s at most, and an answer as long again. */
  public static final Duration LIMIT = Duration.ofSeconds(15);

  public static Inquiry of(Need need, String component, Work work) {
    return new Inquiry(need, component, LIMIT, work);
  }
}
