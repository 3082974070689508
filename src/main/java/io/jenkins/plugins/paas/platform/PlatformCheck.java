package io.jenkins.plugins.paas.platform;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.jenkins.plugins.paas.platform.readiness.Inquiry;
import java.util.List;

/**
 * What a room knows to check of a platform; {@code paasCheck} asks all of them. What concerns one
 * target alone is better said by the target's probe.
 */
public interface PlatformCheck extends ExtensionPoint {

  /** What is to be asked of this platform. No I/O here: each inquiry has a thread of its own. */
  List<Inquiry> inquiries(Platform platform, CheckContext context);

  /** All of this controller. */
  static List<PlatformCheck> all() {
    return ExtensionList.lookup(PlatformCheck.class);
  }
}
