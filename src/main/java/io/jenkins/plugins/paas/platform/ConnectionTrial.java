package io.jenkins.plugins.paas.platform;

import hudson.util.FormValidation;
import io.jenkins.plugins.paas.platform.readiness.Finding;
import io.jenkins.plugins.paas.platform.readiness.Readiness;
import java.util.ArrayList;
import java.util.List;

/** Answers the page's button: asks a target's probes, and words what they found. */
final class ConnectionTrial {

  private ConnectionTrial() {}

  /**
   * @param target as it stands on the page; who asks must be allowed to configure it, since the
   *     stored credential is sent where the page says
   */
  static FormValidation of(HttpTarget target) throws InterruptedException {
    List<FormValidation> answers = new ArrayList<>();
    for (Finding finding : TargetProbe.all(target, CheckContext.controller())) {
      answers.add(answer(finding));
    }
    return answers.size() == 1 ? answers.get(0) : FormValidation.aggregate(answers);
  }

  private static FormValidation answer(Finding finding) {
    String text =
        finding.component()
            + " "
            + finding.outcome().word()
            + ": "
            + finding.evidence()
            + " ("
            + finding.millis()
            + " ms). "
            + finding.remedy();
    if (finding.outcome() == Readiness.READY) {
      return FormValidation.ok(text);
    }
    return finding.outcome() == Readiness.DEGRADED
        ? FormValidation.warning(text)
        : FormValidation.error(text);
  }
}
