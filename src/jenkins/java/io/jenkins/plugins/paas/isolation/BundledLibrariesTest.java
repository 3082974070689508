package io.jenkins.plugins.paas.isolation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Hudson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import org.junit.Test;

/**
 * No class that the plugin brings is one that core, or a plugin it would see, brings too. {@code
 * PluginFileCheck} of the default build holds the list of jars itself.
 */
public class BundledLibrariesTest {

  @Test
  public void noBundledClassIsOneOfCoreOrOfAPlugin() throws Exception {
    Map<String, String> bundled = new HashMap<>();
    addLibraries(PluginFile.ofDefaultBuild().path(), bundled);
    assertTrue("classes " + bundled.size(), bundled.size() > 1000);
    Map<String, String> twice = new TreeMap<>();
    int files = 0;
    Map<String, String> core = new HashMap<>();
    addLibraries(war(), core);
    assertTrue("classes of core " + core.size(), core.size() > 10_000);
    collect(bundled, core, "core", twice);
    for (String plugin : PluginFile.resolvedNames()) {
      Map<String, String> theirs = new HashMap<>();
      addLibraries(PluginFile.resolved(plugin).path(), theirs);
      collect(bundled, theirs, plugin, twice);
      files++;
    }
    System.out.println(
        bundled.size() + " bundled classes compared with those of core and " + files + " plugins");
    assertEquals(Map.of(), twice);
  }

  private static void collect(
      Map<String, String> bundled,
      Map<String, String> theirs,
      String whose,
      Map<String, String> twice) {
    bundled.forEach(
        (name, jar) -> {
          if (theirs.containsKey(name)) {
            twice.put(jar + " and " + theirs.get(name) + " of " + whose, name);
          }
        });
  }

  private static Path war() throws IOException {
    // the harness runs the war that stands beside the jar of core
    Path core = Path.of(Hudson.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    String version = core.getParent().getFileName().toString();
    return core.getParent()
        .getParent()
        .resolveSibling("jenkins-war/" + version + "/jenkins-war-" + version + ".war");
  }

  private static void addLibraries(Path archive, Map<String, String> classes) throws IOException {
    try (JarFile file = new JarFile(archive.toFile())) {
      for (JarEntry library : file.stream().toList()) {
        if (library.getName().matches("WEB-INF/lib/[^/]+\\.jar")) {
          addClasses(library, file.getInputStream(library), classes);
        }
      }
    }
  }

  private static void addClasses(JarEntry library, InputStream in, Map<String, String> classes)
      throws IOException {
    String jar = library.getName().substring("WEB-INF/lib/".length());
    try (JarInputStream entries = new JarInputStream(in)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        String name = entry.getName();
        if (name.endsWith(".class")
            && !name.startsWith("META-INF/")
            && !name.endsWith("module-info.class")
            && !name.endsWith("package-info.class")) {
          classes.put(name, jar);
        }
      }
    }
  }
}
