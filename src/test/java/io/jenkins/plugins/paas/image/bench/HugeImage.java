package io.jenkins.plugins.paas.image.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Builds and pushes an image with a layer of 1 GiB, by the engine from a context of that size and
 * by jib, whose JVM is this one. To be started with a small heap. Arguments: directory, base.
 */
public final class HugeImage {

  private HugeImage() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    BenchSite.open(
        directory,
        Path.of(arguments[1]),
        site -> {
          BenchApplication application = new BenchApplication(directory.resolve("application"));
          application.newLibraries(1, 1024);
          application.newClass();
          print("context", site.byStep(application, "huge/context", "builder: dockerEngine()"));
          print(
              "layer",
              site.byStep(
                  application,
                  "huge/layer",
                  "builder: jib(mainClass: 'Main', classes: 'target/classes', dependencies:"
                      + " 'target/dependency')"));
        });
  }

  private static void print(String what, double seconds) {
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum();
    System.out.printf(
        Locale.ROOT,
        "1 GiB %s: seconds=%.1f max_heap_mib=%d peak_heap_mib<=%d%n",
        what,
        seconds,
        Runtime.getRuntime().maxMemory() >> 20,
        peak >> 20);
  }
}
