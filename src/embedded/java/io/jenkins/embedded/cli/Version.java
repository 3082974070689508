package io.jenkins.embedded.cli;

/** The version of the suite, from the manifest of the jar or as the sources have it. */
final class Version {
  private static final String SOURCES = "0.1.0-SNAPSHOT";

  private Version() {}

  static String text() {
    String fromManifest = Version.class.getPackage().getImplementationVersion();
    return fromManifest == null ? SOURCES : fromManifest;
  }
}
