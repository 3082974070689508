package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import io.jenkins.plugins.paas.core.http.Version;
import io.jenkins.plugins.paas.platform.readiness.Finding;
import io.jenkins.plugins.paas.platform.readiness.Inquiry;
import io.jenkins.plugins.paas.platform.readiness.Need;
import io.jenkins.plugins.paas.platform.readiness.Readiness;
import java.util.List;
import jenkins.model.Jenkins;

/** Checks what the suite needs of this controller itself. */
@Extension
public final class JenkinsCheck implements PlatformCheck {

  private static final String COMPONENT = "Jenkins";

  @Override
  public List<Inquiry> inquiries(Platform platform, CheckContext context) {
    return List.of(Inquiry.of(Need.DELIVERY, COMPONENT, () -> List.of(look())));
  }

  private static Finding look() {
    Finding.Notes notes = Finding.about(Need.DELIVERY, COMPONENT);
    notes.fact("version " + Jenkins.VERSION + ", PaaS Suite " + Version.TEXT);
    if (Jenkins.get().getRootUrl() == null) {
      notes.flaw(
          Readiness.DEGRADED,
          "it does not know its own URL",
          "Set the Jenkins URL under Manage Jenkins, System: objects and Spinnaker link back by"
              + " it.");
    }
    return notes.finding();
  }
}
