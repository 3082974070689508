package io.jenkins.plugins.paas.image.sbom;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A piece of software in an image.
 *
 * @param group of a library of Maven; {@code null} where there is none
 * @param version {@code null} where it is not known
 * @param purl package URL (package-url specification); {@code null} where it cannot be made
 */
public record Component(String group, String name, String version, String purl) {

  static Component deb(String name, String version, String architecture, OsRelease os) {
    String vendor = os.id().isEmpty() ? "debian" : os.id();
    return new Component(
        null, name, version, packageUrl("deb/" + vendor, name, version, architecture, os));
  }

  static Component apk(String name, String version, String architecture, OsRelease os) {
    String vendor = os.id().isEmpty() ? "alpine" : os.id();
    return new Component(
        null, name, version, packageUrl("apk/" + vendor, name, version, architecture, os));
  }

  private static String packageUrl(
      String type, String name, String version, String architecture, OsRelease os) {
    String url = "pkg:" + type + "/" + encode(name) + "@" + encode(version);
    url += architecture == null ? "" : "?arch=" + encode(architecture);
    return os.distribution().isEmpty()
        ? url
        : url + (architecture == null ? "?" : "&") + "distro=" + encode(os.distribution());
  }

  static Component maven(String group, String name, String version) {
    return new Component(
        group,
        name,
        version,
        "pkg:maven/" + encode(group) + "/" + encode(name) + "@" + encode(version));
  }

  /** A jar that does not say what it is: its name does, more or less. */
  static Component jar(String name, String version) {
    return new Component(null, name, version, null);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
  }
}
