package io.jenkins.embedded.cli;

import java.util.Map;
import java.util.TreeMap;

/**
 * What Jenkins' branch sources tell a build, taken from the environment of the command, so that
 * {@code when { branch … }} and the like can be tried: {@code BRANCH_NAME}, {@code TAG_NAME},
 * {@code CHANGE_ID} and its kin.
 */
final class SourceVariables {
  private SourceVariables() {}

  static Map<String, String> in(Map<String, String> environment) {
    Map<String, String> found = new TreeMap<>(environment);
    found
        .keySet()
        .removeIf(name -> !name.matches("BRANCH_NAME|TAG_NAME|GIT_LOCAL_BRANCH|CHANGE_\\w+"));
    return found;
  }
}
