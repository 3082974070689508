package io.jenkins.plugins.paas.image;

import hudson.Util;

/** Paths of arguments: relative, and inside what they are relative to. */
final class ContextPath {

  private ContextPath() {}

  /**
   * The path, or {@code null} for an empty one.
   *
   * @throws IllegalArgumentException when it is absolute or climbs out
   */
  static String inside(String value, String argument) {
    String path = Util.fixEmptyAndTrim(value);
    if (path == null) {
      return null;
    }
    boolean absolute = path.startsWith("/") || path.startsWith("\\") || path.matches("[A-Za-z]:.*");
    if (absolute
        || path.replace('\\', '/').matches("(.*/)?\\.\\.(/.*)?")
        || path.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          argument
              + ": '"
              + path
              + "' must be a relative path that stays inside; '..' and absolute paths do not");
    }
    return path;
  }
}
