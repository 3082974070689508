package io.jenkins.plugins.paas.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.AssumptionViolatedException;

/**
 * Finds real services for tests: by {@code PAAS_TEST_<NAME>_URL}, else by a program on the PATH.
 * {@code -Dpaas.services} says how: {@code auto} skips what is missing, {@code embedded} skips all,
 * {@code required} fails. What ran on which is printed when the JVM ends.
 */
public final class RealServices {

  private static final Map<String, Integer> RAN = new TreeMap<>();
  private static final Map<String, Integer> SKIPPED = new TreeMap<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(RealServices::report, "real-services-report"));
  }

  private RealServices() {}

  /** Whether only stand-ins are wanted. */
  public static boolean isEmbeddedOnly() {
    return "embedded".equals(mode());
  }

  /** The address that the environment gives, by {@code PAAS_TEST_<NAME>_URL}. */
  public static Optional<String> url(String name) {
    return isEmbeddedOnly()
        ? Optional.empty()
        : Optional.ofNullable(
            System.getenv("PAAS_TEST_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL"));
  }

  /**
   * A program, or the test is skipped; with {@code required} it fails.
   *
   * @param debianPackage what to install, for the message
   */
  public static Path program(String name, String debianPackage) {
    Optional<Path> found = isEmbeddedOnly() ? Optional.empty() : onPath(name);
    return found.orElseThrow(() -> missing(name, "install the Debian package " + debianPackage));
  }

  /** A file that a build step makes, such as a class path; otherwise as {@link #program}. */
  public static Path file(String name, Path file, String how) {
    if (!isEmbeddedOnly() && Files.exists(file)) {
      return file;
    }
    throw missing(name, how);
  }

  /** Counts one test that runs on a real service. */
  public static synchronized void ran(String name) {
    RAN.merge(name, 1, Integer::sum);
  }

  /** For what no package brings: skips the test, even with {@code required}. */
  public static synchronized AssumptionViolatedException absent(String name, String how) {
    SKIPPED.merge(name, 1, Integer::sum);
    return new AssumptionViolatedException("there is no real " + name + ": " + how);
  }

  private static synchronized RuntimeException missing(String name, String how) {
    if ("required".equals(mode())) {
      throw new AssertionError(
          "-Dpaas.services=required, but the real " + name + " is missing: " + how);
    }
    SKIPPED.merge(name, 1, Integer::sum);
    return new AssumptionViolatedException("the real " + name + " is not to be had: " + how);
  }

  private static Optional<Path> onPath(String name) {
    String path = System.getenv("PATH");
    return Stream.of((path == null ? "" : path).split(":"))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String mode() {
    return System.getProperty("paas.services", "auto");
  }

  // a file as well: what a JVM prints while it ends may be lost
  private static synchronized void report() {
    String text = "tests on real services: " + list(RAN) + "; skipped: " + list(SKIPPED);
    System.out.println(text);
    try {
      Path directory =
          Files.createDirectories(Path.of(System.getProperty("paas.target", "target")));
      Files.writeString(directory.resolve("real-services.txt"), text + "\n");
    } catch (IOException e) {
      System.out.println("target/real-services.txt cannot be written: " + e);
    }
  }

  private static String list(Map<String, Integer> counts) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "));
  }
}
