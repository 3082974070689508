package io.jenkins.plugins.paas.image;

import hudson.EnvVars;
import hudson.model.Run;
import io.jenkins.plugins.paas.platform.PaasScope;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.Jenkins;

/** Labels that tell where an image comes from (OCI Image Specification, "Annotations"). */
final class RunLabels {

  private static final String PREFIX = "org.opencontainers.image.";

  private RunLabels() {}

  /**
   * When the image was made: SOURCE_DATE_EPOCH where it is set, else the start of the run, so that
   * a step that is run again makes the same image.
   *
   * @return seconds since 1970
   * @throws IllegalArgumentException when SOURCE_DATE_EPOCH is no number
   */
  static long createdEpochSeconds(Run<?, ?> run, EnvVars environment) {
    String epoch = environment.get("SOURCE_DATE_EPOCH");
    if (!isTimeFixed(environment)) {
      return run.getStartTimeInMillis() / 1000;
    }
    if (!epoch.strip().matches("[0-9]{1,12}")) {
      throw new IllegalArgumentException(
          "SOURCE_DATE_EPOCH is '" + epoch + "': it must be seconds since 1970");
    }
    return Long.parseLong(epoch.strip());
  }

  /** Whether SOURCE_DATE_EPOCH is set (reproducible-builds.org, its specification). */
  static boolean isTimeFixed(EnvVars environment) {
    String epoch = environment.get("SOURCE_DATE_EPOCH");
    return epoch != null && !epoch.isBlank();
  }

  /**
   * Labels from the run; what is not known is left out.
   *
   * @param scope may be {@code null}
   * @param tag stands for the version where {@code withPaas} names none
   */
  static Map<String, String> of(
      Run<?, ?> run, EnvVars environment, PaasScope scope, String tag, long createdEpochSeconds) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(PREFIX + "created", Instant.ofEpochSecond(createdEpochSeconds).toString());
    put(labels, "revision", environment.get("GIT_COMMIT"));
    put(labels, "source", withoutUser(environment.get("GIT_URL")));
    boolean versioned = scope != null && scope.getVersion() != null;
    put(labels, "version", versioned ? scope.getVersion() : tag);
    String root = Jenkins.get().getRootUrl();
    put(labels, "url", root == null ? null : root + run.getUrl());
    return labels;
  }

  private static void put(Map<String, String> labels, String name, String value) {
    if (value != null && !value.isBlank()) {
      labels.put(PREFIX + name, value);
    }
  }

  /** A clone address may hold a token. */
  private static String withoutUser(String url) {
    return url == null ? null : url.replaceFirst("//[^/@]*@", "//");
  }
}
