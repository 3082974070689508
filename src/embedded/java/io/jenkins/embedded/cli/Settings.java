package io.jenkins.embedded.cli;

import io.jenkins.embedded.casc.ConfigurationFailure;
import io.jenkins.embedded.casc.ConfigurationFile;
import java.nio.file.Path;

/** Configuration as code for a build from the command line. */
final class Settings {
  private Settings() {}

  /**
   * @throws Mistake what is wrong in the file, with its line
   */
  static void apply(Path file) throws Mistake {
    try {
      ConfigurationFile.apply(file, System.getenv());
    } catch (ConfigurationFailure e) {
      throw new Mistake(e.getMessage());
    }
  }
}
