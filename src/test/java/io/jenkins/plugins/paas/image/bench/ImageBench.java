package io.jenkins.plugins.paas.image.bench;

import io.jenkins.plugins.paas.testing.Median;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Compares {@code paasBuildImage} with {@code docker build} and {@code docker push} by hand, in
 * turns: first an application of which every layer is new, by the engine; then the same with one
 * changed class and all else cached, by jib. Arguments: runs, directory for files, base image.
 */
public final class ImageBench {

  private static final int LIBRARIES = 32;
  private static final int MIB_EACH = 3;

  private static final int WARM_UP = 20;

  private ImageBench() {}

  public static void main(String[] arguments) throws Exception {
    int runs = Integer.parseInt(arguments[0]);
    Path directory = Path.of(arguments[1]);
    BenchSite.open(
        directory,
        Path.of(arguments[2]),
        site -> {
          BenchApplication application = new BenchApplication(directory.resolve("application"));
          engine(site, application, runs);
          jib(site, application, runs);
        });
  }

  private static void engine(BenchSite site, BenchApplication application, int runs)
      throws Exception {
    double[] hand = new double[runs];
    double[] step = new double[runs];
    for (int i = -1; i < runs; i++) { // the first warms up
      application.newLibraries(LIBRARIES, MIB_EACH);
      application.newClass();
      double byHand = site.byHand(application);
      application.newLibraries(LIBRARIES, MIB_EACH);
      application.newClass();
      double byStep = site.byStep(application, "step/app", "builder: dockerEngine()");
      if (i >= 0) {
        hand[i] = byHand;
        step[i] = byStep;
      }
    }
    print("all new, dockerEngine", hand, step, "ratio_docker");
  }

  private static void jib(BenchSite site, BenchApplication application, int runs) throws Exception {
    // no base: jib sends no password over plain http, and by hand the base is in the engine already
    String builder =
        "builder: jib(mainClass: 'Main', classes: 'target/classes', dependencies:"
            + " 'target/dependency')";
    double[] hand = new double[runs];
    double[] step = new double[runs];
    for (int i = 0; i < WARM_UP; i++) { // a controller's JVM has run for days
      application.newClass();
      site.byStep(application, "jib/app", builder);
    }
    for (int i = -1; i < runs; i++) { // the first fills the engine's cache
      application.newClass();
      double byHand = site.byHand(application);
      application.newClass();
      double byStep = site.byStep(application, "jib/app", builder);
      if (i >= 0) {
        hand[i] = byHand;
        step[i] = byStep;
      }
    }
    print("one class changed, jib", hand, step, "ratio_jib");
  }

  private static void print(String what, double[] hand, double[] step, String name) {
    System.out.printf(Locale.ROOT, "%s: by hand %s%n", what, Arrays.toString(hand));
    System.out.printf(Locale.ROOT, "%s: step %s%n", what, Arrays.toString(step));
    double byHand = Median.of(hand);
    double byStep = Median.of(step);
    System.out.printf(
        Locale.ROOT,
        "%s: runs=%d hand_s=%.2f step_s=%.2f %s=%.2f%n",
        what,
        hand.length,
        byHand,
        byStep,
        name,
        byStep / byHand);
  }
}
