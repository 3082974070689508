package io.jenkins.plugins.paas;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/**
 * Opens paas.hpi of the target directory, after it was packaged: what is in it, and what must not
 * be.
 */
public class PluginFileCheck {

  /** What nothing in Jenkins brings; a new one is a decision. */
  private static final Set<String> BUNDLED =
      new TreeSet<>(
          List.of(
              "google-auth-library-credentials-1.10.0.jar",
              "google-auth-library-oauth2-http-1.10.0.jar",
              "google-http-client-1.42.2.jar",
              "google-http-client-apache-v2-1.42.2.jar",
              "google-http-client-gson-1.42.2.jar",
              "grpc-context-1.27.2.jar",
              "itu-1.14.0.jar",
              "java-diff-utils-4.16.jar",
              "jib-build-plan-0.4.0.jar",
              "jib-core-0.27.3.jar",
              "json-schema-validator-1.5.9.jar",
              "opencensus-api-0.31.1.jar",
              "opencensus-contrib-http-util-0.31.1.jar",
              "paas.jar"));

  /** The embedded controller, and the API that it has in place of Jenkins' own. */
  private static final Pattern EMBEDDED =
      Pattern.compile(
          "io/jenkins/embedded/|hudson/|jenkins/|org/jenkinsci/|org/jvnet/hudson/|com/cloudbees/"
              + "|org/kohsuke/stapler/");

  private JarFile plugin;

  @Before
  public void open() throws IOException {
    plugin = new JarFile(System.getProperty("paas.target", "target") + "/paas.hpi");
  }

  @After
  public void close() throws IOException {
    plugin.close();
  }

  @Test
  public void theBundledLibrariesAreTheKnownOnes() {
    Set<String> found = new TreeSet<>();
    plugin.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(".jar"))
        .forEach(name -> found.add(name.substring("WEB-INF/lib/".length())));
    assertEquals(BUNDLED, found);
  }

  @Test
  public void thePluginsJarHoldsThePluginAlone() throws IOException {
    List<String> foreign = new ArrayList<>();
    boolean extensions = false;
    boolean symbols = false;
    try (JarInputStream jar = jar()) {
      for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
        String name = entry.getName();
        extensions |= name.equals("META-INF/annotations/hudson.Extension");
        symbols |= name.endsWith("/annotations/org.jenkinsci.Symbol");
        if (name.contains("/annotations/") && !entry.isDirectory()) {
          String index = new String(jar.readAllBytes(), StandardCharsets.ISO_8859_1);
          assertTrue(name, !index.contains("io.jenkins.embedded"));
        }
        if (!entry.isDirectory()
            && !name.startsWith("io/jenkins/plugins/paas/")
            && !name.startsWith("META-INF/")
            && !name.equals("index.jelly")) {
          foreign.add(name);
        }
      }
    }
    assertEquals(List.of(), foreign);
    assertTrue("the index of extensions is missing", extensions);
    assertTrue("the index of symbols is missing", symbols);
  }

  /** Neither in the plugin's own jar nor in a library's. */
  @Test
  public void nothingOfTheEmbeddedRootIsInside() throws IOException {
    List<String> foreign = new ArrayList<>();
    int classes = 0;
    for (JarEntry library : plugin.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
      try (JarInputStream jar = new JarInputStream(plugin.getInputStream(library))) {
        for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
          classes += entry.getName().endsWith(".class") ? 1 : 0;
          if (EMBEDDED.matcher(entry.getName()).lookingAt()) {
            foreign.add(library.getName() + ": " + entry.getName());
          }
        }
      }
    }
    System.out.println(
        plugin.getName() + ": " + classes + " classes, none of them of the embedded root");
    assertTrue("classes " + classes, classes > 1000);
    assertEquals(List.of(), foreign);
  }

  @Test
  public void bothManifestsSayWhoseItIs() throws IOException {
    try (JarInputStream jar = jar()) {
      for (Attributes manifest :
          List.of(
              plugin.getManifest().getMainAttributes(), jar.getManifest().getMainAttributes())) {
        assertEquals("paas", manifest.getValue("Short-Name"));
        assertEquals("io.jenkins.plugins", manifest.getValue("Group-Id"));
        assertEquals("2.528.3", manifest.getValue("Jenkins-Version"));
      }
    }
  }

  private JarInputStream jar() throws IOException {
    InputStream in = plugin.getInputStream(plugin.getEntry("WEB-INF/lib/paas.jar"));
    return new JarInputStream(in);
  }
}
