package io.jenkins.plugins.paas.platform;

import jenkins.model.Jenkins;

/** By what the things of this controller are known. */
public final class ThisController {

  private static final int CHARS = 12;

  private ThisController() {}

  /** The same for all starts of it; 12 hexadecimal digits. */
  public static String id() {
    return Jenkins.get().getLegacyInstanceId().substring(0, CHARS);
  }
}
