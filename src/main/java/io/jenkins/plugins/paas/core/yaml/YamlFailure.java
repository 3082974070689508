package io.jenkins.plugins.paas.core.yaml;

import java.io.IOException;

/** YAML that cannot be read; the message names the source, the document and the line. */
public final class YamlFailure extends IOException {

  private static final long serialVersionUID = 1L;

  public YamlFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
