package io.jenkins.embedded.controller.engine;

/** Throws checked exceptions through Groovy, which knows no difference. */
final class Sneaky {
  private Sneaky() {}

  /** Never returns; written {@code throw Sneaky.thrown(e)} so that the compiler sees the end. */
  @SuppressWarnings("unchecked")
  static <T extends Throwable> RuntimeException thrown(Throwable t) throws T {
    throw (T) t;
  }
}
