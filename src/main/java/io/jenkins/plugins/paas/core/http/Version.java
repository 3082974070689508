package io.jenkins.plugins.paas.core.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The suite's version, as the build wrote it. */
public final class Version {

  public static final String TEXT = read();

  private Version() {}

  private static String read() {
    try (InputStream in =
        Version.class.getResourceAsStream("/io/jenkins/plugins/paas/core/version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("version.properties cannot be read from the jar", e);
    }
  }
}
