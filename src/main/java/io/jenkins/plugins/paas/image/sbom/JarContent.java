package io.jenkins.plugins.paas.image.sbom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Which libraries of Maven a jar has in it; read as a stream, jars in jars once. */
final class JarContent {

  private static final Pattern COORDINATES =
      Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");
  private static final Pattern FILE = Pattern.compile("(.+?)-([0-9][^/]*)\\.jar");
  private static final int MAX_PROPERTIES = 64 << 10;
  private static final int MAX_ENTRIES = 200_000;

  private JarContent() {}

  /**
   * The libraries by their coordinates; where there are none, the jar by its file's name.
   *
   * @param name of the file, without directories
   * @param jar is not closed
   */
  static List<Component> of(String name, InputStream jar) throws IOException {
    List<Component> components = new ArrayList<>();
    try {
      read(jar, components, true);
    } catch (ZipException e) {
      components.clear(); // no jar but for its name, which is then all that is known
    }
    if (components.isEmpty()) {
      Matcher file = FILE.matcher(name);
      components.add(
          file.matches()
              ? Component.jar(file.group(1), file.group(2))
              : Component.jar(name.replaceFirst("\\.jar$", ""), null));
    }
    return components;
  }

  private static void read(InputStream jar, List<Component> to, boolean nested) throws IOException {
    ZipInputStream zip = new ZipInputStream(jar);
    int entries = 0;
    for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
      if (++entries > MAX_ENTRIES) {
        throw new IOException("a jar with more than " + MAX_ENTRIES + " entries");
      }
      if (COORDINATES.matcher(e.getName()).matches()) {
        Properties pom = new Properties();
        pom.load(new ByteArrayInputStream(zip.readNBytes(MAX_PROPERTIES)));
        String group = pom.getProperty("groupId");
        String artifact = pom.getProperty("artifactId");
        String version = pom.getProperty("version");
        if (group != null && artifact != null && version != null) {
          to.add(Component.maven(group, artifact, version));
        }
      } else if (nested && e.getName().endsWith(".jar")) {
        String name = e.getName().substring(e.getName().lastIndexOf('/') + 1);
        List<Component> inner = new ArrayList<>();
        read(zip, inner, false);
        Matcher file = FILE.matcher(name);
        if (inner.isEmpty() && file.matches()) {
          inner.add(Component.jar(file.group(1), file.group(2)));
        }
        to.addAll(inner);
      }
    }
  }
}
