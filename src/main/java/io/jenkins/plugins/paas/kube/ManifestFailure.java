package io.jenkins.plugins.paas.kube;

import java.io.IOException;

/** A manifest that cannot be used; the message names source, document and line. */
public final class ManifestFailure extends IOException {

  private static final long serialVersionUID = 1L;

  public ManifestFailure(String message) {
    super(message);
  }
}
