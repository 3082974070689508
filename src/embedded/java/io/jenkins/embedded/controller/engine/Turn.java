package io.jenkins.embedded.controller.engine;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one branch of a build run Groovy at a time (DESIGN section 5, rule a). A branch gives its
 * turn away while it waits for a step, and nowhere else.
 */
final class Turn {
  private final ReentrantLock lock = new ReentrantLock(true);

  void take() {
    lock.lock();
  }

  void give() {
    lock.unlock();
  }

  boolean isMine() {
    return lock.isHeldByCurrentThread();
  }
}
