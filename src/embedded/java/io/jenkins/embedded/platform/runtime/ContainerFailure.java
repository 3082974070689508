package io.jenkins.embedded.platform.runtime;

/** Why a container cannot be made; the reason is the one that a kubelet would state. */
final class ContainerFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason CreateContainerError, CreateContainerConfigError, InvalidImageName …
   */
  ContainerFailure(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
