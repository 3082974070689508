package io.jenkins.plugins.paas.platform;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.jenkins.plugins.paas.platform.readiness.Audit;
import io.jenkins.plugins.paas.platform.readiness.Finding;
import io.jenkins.plugins.paas.platform.readiness.Inquiry;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be asked of one target by itself: that it answers, what it is and in which version, whom
 * it knows the credential as, which rights are missing, and how long that took. Bounded, and
 * without any effect on the system. A room has one for each kind of target that it talks to; the
 * page's test connection and {@code paasCheck} ask them.
 */
public interface TargetProbe extends ExtensionPoint {

  /**
   * No I/O here: each inquiry has a thread of its own.
   *
   * @return empty where the target is of a kind that this does not know
   */
  List<Inquiry> probe(HttpTarget target, CheckContext context);

  /** Asks all that know the target, at the same time; what went wrong is a finding. */
  static List<Finding> all(HttpTarget target, CheckContext context) throws InterruptedException {
    List<Inquiry> inquiries = new ArrayList<>();
    for (TargetProbe probe : ExtensionList.lookup(TargetProbe.class)) {
      inquiries.addAll(probe.probe(target, context));
    }
    return Audit.of(inquiries);
  }
}
