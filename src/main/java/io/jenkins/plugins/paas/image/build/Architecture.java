package io.jenkins.plugins.paas.image.build;

import io.jenkins.plugins.paas.core.text.NearestName;
import java.util.List;

/** Processor architectures as images name them (OCI Image Specification, "image index"). */
public final class Architecture {

  /** Values of GOARCH that Linux runs on; the specification takes over that list. */
  private static final List<String> KNOWN =
      List.of(
          "386",
          "amd64",
          "arm",
          "arm64",
          "loong64",
          "mips",
          "mips64",
          "mips64le",
          "mipsle",
          "ppc64le",
          "riscv64",
          "s390x");

  private Architecture() {}

  /**
   * {@code amd64} or {@code linux/arm/v7} without the system, which is always Linux.
   *
   * @throws IllegalArgumentException with the nearest name
   */
  public static String parse(String text) {
    String given = text == null ? "" : text.strip();
    String name = given.startsWith("linux/") ? given.substring("linux/".length()) : given;
    String base = name.replaceFirst("/v[0-9]$", "");
    if (!KNOWN.contains(base)) {
      throw new IllegalArgumentException(
          "'" + given + "' is no architecture of Linux." + NearestName.hint(base, KNOWN));
    }
    return name;
  }

  /** As tools want it: {@code linux/arm/v7}. */
  public static String platform(String architecture) {
    return "linux/" + architecture;
  }
}
