package io.jenkins.plugins.paas.image.sbom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What package managers say that they installed: dpkg's status file (deb-control(5), dpkg(1)) and
 * apk's database (apk-installed(5)).
 */
final class PackageDatabases {

  private PackageDatabases() {}

  /**
   * @param whole whether it is the one file of all packages, where some may be removed or broken;
   *     not so in the files of status.d, which images without a package manager have
   */
  static List<Component> dpkg(String status, boolean whole, OsRelease os) {
    List<Component> components = new ArrayList<>();
    for (Map<String, String> fields : paragraphs(status, ": ")) {
      boolean installed = fields.getOrDefault("Status", "").endsWith(" installed");
      if (fields.containsKey("Package") && fields.containsKey("Version") && (installed || !whole)) {
        components.add(
            Component.deb(
                fields.get("Package"), fields.get("Version"), fields.get("Architecture"), os));
      }
    }
    return components;
  }

  static List<Component> apk(String installed, OsRelease os) {
    List<Component> components = new ArrayList<>();
    for (Map<String, String> fields : paragraphs(installed, ":")) {
      if (fields.containsKey("P") && fields.containsKey("V")) {
        components.add(Component.apk(fields.get("P"), fields.get("V"), fields.get("A"), os));
      }
    }
    return components;
  }

  /** Fields of each paragraph; what goes on in further lines is not of interest here. */
  private static List<Map<String, String>> paragraphs(String text, String separator) {
    List<Map<String, String>> all = new ArrayList<>();
    for (String paragraph : text.split("\n[ \t]*\n")) {
      Map<String, String> fields = new LinkedHashMap<>();
      for (String line : paragraph.split("\n")) {
        int at = line.indexOf(separator);
        if (at > 0 && !Character.isWhitespace(line.charAt(0))) {
          fields.putIfAbsent(
              line.substring(0, at), line.substring(at + separator.length()).strip());
        }
      }
      all.add(fields);
    }
    return all;
  }
}
