package io.jenkins.plugins.paas.isolation;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Assume;

/** A plugin's file: what it requires, and where the others of the tests are. */
record PluginFile(Path path) {

  /**
   * What the default build made, from Maven Central alone; {@code -Dpaas.hpi} names another.
   * Without either the test is skipped, and says so.
   */
  static PluginFile ofDefaultBuild() {
    String named = System.getProperty("paas.hpi");
    Path file = Path.of(named == null ? "target/paas.hpi" : named).toAbsolutePath();
    Assume.assumeTrue(
        file + " is not there: run `mvn package` without -Pjenkins first",
        named != null || Files.exists(file));
    return new PluginFile(file);
  }

  /** A plugin that the profile resolved. */
  static PluginFile resolved(String shortName) {
    return new PluginFile(resolvedPlugins().resolve(shortName + ".hpi"));
  }

  /** Short names of all plugins that the profile resolved. */
  static Set<String> resolvedNames() throws IOException {
    try (Stream<Path> files = Files.list(resolvedPlugins())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".hpi"))
          .map(name -> name.substring(0, name.length() - ".hpi".length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Path resolvedPlugins() {
    try {
      return Path.of(PluginFile.class.getResource("/test-dependencies/index").toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Short names of the plugins that it cannot load without. */
  Set<String> required() throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      String list = jar.getManifest().getMainAttributes().getValue("Plugin-Dependencies");
      return list == null
          ? Set.of()
          : Stream.of(list.split(","))
              .filter(one -> !one.contains("resolution:=optional"))
              .map(one -> one.replaceFirst(":.*", ""))
              .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Those, with what they require in turn, and some more with theirs. */
  Set<String> closure(String... more) throws IOException {
    Deque<String> open = new ArrayDeque<>(required());
    open.addAll(Set.of(more));
    Set<String> closure = new TreeSet<>();
    while (!open.isEmpty()) {
      String next = open.pop();
      if (closure.add(next)) {
        open.addAll(resolved(next).required());
      }
    }
    return closure;
  }
}
