package io.jenkins.embedded.controller.scm;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code checkout} and {@code git} return. */
final class Revision {
  private Revision() {}

  /**
   * @param branch as {@code origin/main}, or null where no branch was asked for
   * @param url without user and password
   */
  static LinkedHashMap<String, String> of(GitCommand git, String branch, String url)
      throws IOException, InterruptedException {
    LinkedHashMap<String, String> variables = new LinkedHashMap<>();
    String commit = git.ask("rev-parse", "HEAD");
    put(variables, "GIT_COMMIT", commit);
    put(variables, "GIT_BRANCH", branch);
    put(variables, "GIT_LOCAL_BRANCH", git.ask("symbolic-ref", "--short", "-q", "HEAD"));
    put(variables, "GIT_URL", url == null ? null : withoutUser(url));
    return variables;
  }

  private static void put(Map<String, String> variables, String name, String value) {
    if (value != null && !value.isEmpty()) {
      variables.put(name, value);
    }
  }

  /** Takes user and password out of the web addresses of a text. */
  static String withoutUser(String text) {
    return text.replaceAll("(https?://)[^/@\\s]*@", "$1");
  }
}
