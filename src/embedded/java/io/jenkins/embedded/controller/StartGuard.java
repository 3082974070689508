package io.jenkins.embedded.controller;

import java.util.concurrent.Callable;

/**
 * Makes I/O inside a step's {@code start()} visible: there a real controller runs the thread that
 * all of a build's steps share, and must not block (DESIGN section 5, rule e).
 */
public final class StartGuard {
  private static final ThreadLocal<String> STEP = new ThreadLocal<>();

  private StartGuard() {}

  /**
   * Runs the body of {@code start()}, a callback or {@code onResume()}; nested calls are allowed.
   */
  public static <V> V during(String step, Callable<V> body) throws Exception {
    String outer = STEP.get();
    STEP.set(step);
    try {
      return body.call();
    } finally {
      if (outer == null) {
        STEP.remove();
      } else {
        STEP.set(outer);
      }
    }
  }

  /**
   * Called before anything that may block.
   *
   * @param what subject and verb, such as {@code FilePath.read touched /x}
   */
  public static void check(String what) {
    String step = STEP.get();
    if (step != null) {
      throw new IllegalStateException(
          what + " inside start() of " + step + ": do it on a thread of your own");
    }
  }
}
