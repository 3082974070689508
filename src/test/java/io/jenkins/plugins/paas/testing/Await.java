package io.jenkins.plugins.paas.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Polls with a deadline, for tests. */
public final class Await {

  private static final Object PAUSE = new Object();

  private Await() {}

  /**
   * The first value that satisfies the condition.
   *
   * @param why what to say when it never did, with the last value
   */
  public static <T> T until(
      Duration limit, Callable<T> look, Predicate<T> done, Supplier<String> why) throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      T value = look.call();
      if (done.test(value)) {
        return value;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError(why.get() + ", but after " + limit + ": " + value);
      }
      synchronized (PAUSE) {
        PAUSE.wait(100);
      }
    }
  }
}
