package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.Map;

/** Complete, or suspended on purpose; failed when its controller says so. */
final class JobRule implements ReadinessRule {

  @Override
  public Verdict of(KubeObject job) {
    Map<String, Object> failed = job.condition("Failed");
    if ("True".equals(failed.get("status"))) {
      return Verdict.failed(failed.get("reason") + ": " + failed.get("message"));
    }
    if ("True".equals(job.condition("Complete").get("status"))) {
      return Verdict.ready("complete");
    }
    if (Boolean.TRUE.equals(job.at("spec", "suspend"))) {
      return Verdict.ready("suspended");
    }
    return Verdict.waiting(
        job.number(0, "status", "succeeded")
            + "/"
            + job.number(1, "spec", "completions")
            + " succeeded, "
            + job.number(0, "status", "failed")
            + " failed");
  }
}
