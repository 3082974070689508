package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.ObjectRef;
import java.time.Duration;

/**
 * Why a workload does not become ready, as its pods tell.
 *
 * @param workload the applied object
 * @param pod the pod's name, "" where none could be made
 * @param container "" where it is not about one
 * @param reason the cluster's own word: {@code ErrImagePull}
 * @param message the cluster's own explanation
 * @param image the container's image, "" where it is not about one
 * @param exitCode of the last end, -1 where it never ended
 * @param restarts of the container
 */
public record PodProblem(
    ObjectRef workload,
    String pod,
    String container,
    String reason,
    String message,
    String image,
    long exitCode,
    long restarts) {

  /** How often and how long it must be seen until nobody waits for it to heal. */
  record Patience(int looks, Duration time) {}

  /** What it is about, the same over several looks. */
  enum Sort {
    PULL(new Patience(3, Duration.ofSeconds(3))),
    CONTAINER(new Patience(2, Duration.ZERO)),
    CRASH(new Patience(1, Duration.ZERO)),
    // a cluster that grows on demand needs half a minute to say so
    SCHEDULING(new Patience(3, Duration.ofSeconds(30))),
    // an ending pod may free what is missing
    QUOTA(new Patience(3, Duration.ofSeconds(5))),
    /** Shown as evidence, never an end by itself. */
    MINOR(new Patience(Integer.MAX_VALUE, Duration.ZERO));

    final Patience patience;

    Sort(Patience patience) {
      this.patience = patience;
    }
  }

  private static final int CRASHES = 2;

  /** The same, as the problem of the object that the workload was made for. */
  PodProblem about(ObjectRef object) {
    return new PodProblem(object, pod, container, reason, message, image, exitCode, restarts);
  }

  Sort sort() {
    return switch (reason) {
      case "ErrImagePull", "ImagePullBackOff", "RegistryUnavailable" -> Sort.PULL;
      case "InvalidImageName",
          "ErrImageNeverPull",
          "CreateContainerError",
          "CreateContainerConfigError",
          "RunContainerError" ->
          Sort.CONTAINER;
      // the first restart may just mean that something else was not there yet
      case "CrashLoopBackOff" -> restarts >= CRASHES ? Sort.CRASH : Sort.MINOR;
      case "Unschedulable" -> Sort.SCHEDULING;
      case "FailedCreate" -> Sort.QUOTA;
      default -> Sort.MINOR;
    };
  }

  /** One line: reason, place, the cluster's explanation. */
  public String summary() {
    StringBuilder text = new StringBuilder(reason);
    text.append(" in ").append(workload.namespace()).append('/');
    text.append(pod.isEmpty() ? workload.toString() : pod);
    if (!container.isEmpty()) {
      text.append(", container '").append(container).append('\'');
    }
    if (exitCode >= 0) {
      text.append(", exit code ").append(exitCode);
    }
    if (restarts > 0) {
      text.append(", ").append(restarts).append(restarts == 1 ? " restart" : " restarts");
    }
    if (!message.isEmpty()) {
      text.append(": ").append(message);
    }
    if (sort() == Sort.PULL && !image.isEmpty() && !message.contains(image)) {
      text.append(" (image ").append(image).append(')');
    }
    return text.toString();
  }

  /** What to do next. */
  public String advice() {
    return switch (sort()) {
      case PULL -> "Was " + image + " pushed, is the name right, and may the cluster pull it?";
      case CONTAINER -> "Correct the container in the manifest: image, command, configuration.";
      case CRASH -> "The container starts and ends again: its last lines say why.";
      case SCHEDULING -> "Ask for less, or give the cluster more nodes.";
      case QUOTA -> "Raise the quota, or ask for less.";
      case MINOR -> "";
    };
  }
}
