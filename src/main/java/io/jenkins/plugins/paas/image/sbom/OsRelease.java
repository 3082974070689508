package io.jenkins.plugins.paas.image.sbom;

/**
 * The operating system in an image, by its os-release file (os-release(5)).
 *
 * @param id such as {@code debian}; empty where there is none
 * @param version such as {@code 12}; may be empty
 */
record OsRelease(String id, String version) {

  static OsRelease parse(String text) {
    return new OsRelease(value(text, "ID"), value(text, "VERSION_ID"));
  }

  private static String value(String text, String key) {
    for (String line : text.split("\n")) {
      if (line.startsWith(key + "=")) {
        return line.substring(key.length() + 1).strip().replaceAll("^[\"']|[\"']$", "");
      }
    }
    return "";
  }

  /** {@code debian-12}. */
  String distribution() {
    return id.isEmpty() || version.isEmpty() ? id : id + "-" + version;
  }
}
