package io.jenkins.plugins.paas.image;

import hudson.AbortException;
import io.jenkins.plugins.paas.image.build.BuildRequest;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the first builder that can do it, in this order: dockerEngine, podman, buildah, buildkit,
 * jib. The log says why.
 */
final class BuilderChoice {

  private BuilderChoice() {}

  /**
   * The builder that was asked for, or the first that can.
   *
   * @param asked {@code null} for the automatic choice
   * @throws AbortException when the one asked for cannot, or none can; with the reasons
   */
  static ImageBuilder of(ImageBuilder asked, BuildSite site, BuildRequest request)
      throws IOException, InterruptedException {
    if (asked != null) {
      Optional<String> obstacle = asked.obstacle(site, request);
      if (obstacle.isPresent()) {
        throw new AbortException("Builder " + asked.symbol() + " cannot: " + obstacle.get() + ".");
      }
      return asked;
    }
    List<String> reasons = new ArrayList<>();
    for (ImageBuilder candidate : inOrder()) {
      Optional<String> obstacle = candidate.obstacle(site, request);
      if (obstacle.isEmpty()) {
        say(site.log(), candidate, reasons);
        return candidate;
      }
      reasons.add(candidate.symbol() + ": " + obstacle.get());
    }
    throw new AbortException(
        "No builder can build this image. " + String.join(". ", reasons) + ".");
  }

  /** First what most agents have, last what needs no Dockerfile. */
  private static List<ImageBuilder> inOrder() {
    return List.of(
        new DockerEngineBuilder(),
        new PodmanBuilder(),
        new BuildahBuilder(),
        new BuildKitBuilder(),
        new JibBuilder());
  }

  private static void say(StepLog log, ImageBuilder chosen, List<String> reasons) {
    reasons.forEach(reason -> log.info("not " + reason));
    log.info("builder " + chosen.symbol() + (reasons.isEmpty() ? ", the first choice" : ""));
  }
}
