package io.jenkins.plugins.paas.platform;

import io.jenkins.plugins.paas.step.PollingExecution;
import io.jenkins.plugins.paas.step.ReadinessReport;
import io.jenkins.plugins.paas.step.ReadinessText;
import java.time.Duration;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Checks once; nothing is changed, so that after a restart it simply checks again. */
final class CheckExecution extends PollingExecution {

  private static final long serialVersionUID = 1L;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final String platformArgument;
  private String platformName;

  CheckExecution(StepContext context, CheckStep step) {
    super(context, "check", LIMIT);
    platformArgument = step.getPlatform();
  }

  @Override
  protected void prepare() throws Exception {
    platformName =
        Platforms.require(getContext(), platformArgument, PaasPermissions.VIEW).getName();
  }

  @Override
  protected Optional<Object> poll() throws Exception {
    Platform platform = Platforms.require(getContext(), platformName, PaasPermissions.VIEW);
    log().info("asking the systems of platform " + platformName);
    ReadinessReport report = PlatformAudit.of(platform, CheckContext.build(getContext(), log()));
    for (String line : ReadinessText.lines(report)) {
      log().info(line);
    }
    log().done("platform " + platformName + " is " + report.getOutcome(), elapsed());
    return Optional.of(report);
  }

  @Override
  protected String awaiting() {
    return "the systems of platform " + platformName;
  }
}
