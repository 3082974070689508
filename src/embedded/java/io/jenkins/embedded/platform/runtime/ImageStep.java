package io.jenkins.embedded.platform.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.ImageReference;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Has a container's image at hand before it starts: imagePullPolicy, failures, back-off. */
final class ImageStep {
  /** How long ErrImagePull shows before it turns into ImagePullBackOff. */
  private static final Duration SHOWN = Duration.ofSeconds(1);

  private final JsonNode container;
  private final PodContext pod;
  private final RestartBackoff pulls = new RestartBackoff();
  private String failure = "";
  private Instant again = Instant.MIN;

  ImageStep(JsonNode container, PodContext pod) {
    this.container = container;
    this.pod = pod;
  }

  UnpackedImage image() throws ContainerFailure, InterruptedException {
    String text = container.path("image").asText();
    if (!failure.isEmpty() && pod.clock().instant().isBefore(again)) {
      throw new ContainerFailure(
          "ImagePullBackOff", "Back-off pulling image \"" + text + "\": ErrImagePull: " + failure);
    }
    ImageReference reference;
    try {
      reference = ImageReference.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ContainerFailure(
          "InvalidImageName", "Failed to apply default image tag: " + e.getMessage());
    }
    String policy = container.path("imagePullPolicy").asText("IfNotPresent");
    boolean present = pod.images().has(reference.toString());
    if (policy.equals("Never") && !present) {
      throw new ContainerFailure(
          "ErrImageNeverPull",
          "Container image \"" + text + "\" is not present with pull policy of Never");
    }
    try {
      UnpackedImage image = pod.images().pull(reference, policy.equals("Always"));
      failure = "";
      return image;
    } catch (IOException e) {
      failure = e.getMessage() + (e.getMessage().contains(text) ? "" : " (image " + text + ")");
      again = pod.clock().instant().plus(SHOWN).plus(pulls.afterFailure());
      throw new ContainerFailure("ErrImagePull", failure);
    }
  }

  Duration wait(String reason, RestartBackoff others) {
    return switch (reason) {
      case "ErrImagePull" -> SHOWN;
      case "ImagePullBackOff" -> Duration.between(pod.clock().instant(), again);
      default -> others.afterFailure();
    };
  }

  String id(UnpackedImage image) {
    ImageReference reference = ImageReference.parse(container.path("image").asText());
    return reference.registry() + "/" + reference.repository() + "@" + image.digest();
  }
}
