package io.jenkins.plugins.paas.image.sbom;

import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * What is in an image, from what the registry has: packages of dpkg and apk, libraries in jars.
 * Programs that no database lists are not found; syft finds more.
 */
public final class ImageInventory {

  /** Who made the list, as the SBOM says. */
  public static final String TOOL = "jenkins-paas";

  private ImageInventory() {}

  /**
   * Reads all layers once.
   *
   * @return each once, in a fixed order
   */
  public static List<Component> of(RegistryClient client, String repository, Manifest image)
      throws IOException, InterruptedException {
    ImageFiles files = new ImageFiles();
    for (String layer : image.layers()) {
      client.readBlob(
          repository,
          layer,
          content -> {
            files.add(content);
            return layer;
          });
    }
    return components(files);
  }

  static List<Component> components(ImageFiles files) {
    String release =
        files.texts().getOrDefault("etc/os-release", files.texts().get("usr/lib/os-release"));
    OsRelease os = OsRelease.parse(release == null ? "" : release);
    TreeSet<Component> found =
        new TreeSet<>(
            Comparator.comparing((Component c) -> String.valueOf(c.purl()))
                .thenComparing(Component::name)
                .thenComparing(c -> String.valueOf(c.version())));
    files
        .texts()
        .forEach(
            (path, text) -> {
              if (path.startsWith("var/lib/dpkg/")) {
                found.addAll(PackageDatabases.dpkg(text, path.endsWith("/status"), os));
              } else if (path.contains("apk/db/")) {
                found.addAll(PackageDatabases.apk(text, os));
              }
            });
    files.jars().values().forEach(found::addAll);
    return new ArrayList<>(found);
  }
}
