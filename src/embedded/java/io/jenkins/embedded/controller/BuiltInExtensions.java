package io.jenkins.embedded.controller;

import java.util.List;
import jenkins.model.JenkinsLocationConfiguration;

/**
 * What the embedded root itself brings. Its classes carry no {@code @Extension}: the index would
 * take them into the plugin.
 */
final class BuiltInExtensions {
  private BuiltInExtensions() {}

  static List<Class<?>> classes() {
    return List.of(JenkinsLocationConfiguration.class);
  }
}
