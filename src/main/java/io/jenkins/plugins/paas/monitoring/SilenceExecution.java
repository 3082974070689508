package io.jenkins.plugins.paas.monitoring;

import hudson.AbortException;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import io.jenkins.plugins.paas.core.wait.PassingFault;
import io.jenkins.plugins.paas.monitoring.alertmanager.AlertmanagerApi;
import io.jenkins.plugins.paas.monitoring.alertmanager.SilenceLease;
import io.jenkins.plugins.paas.monitoring.alertmanager.SilenceMatcher;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.Platforms;
import io.jenkins.plugins.paas.platform.TargetConnection;
import io.jenkins.plugins.paas.step.BlockExecution;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Makes a silence that ends by itself soon, renews it while the body runs, ends it afterwards. When
 * the controller dies, nobody renews it, and the alerts are back within the lease.
 */
final class SilenceExecution extends BlockExecution {

  /** How long a minute of leaseMinutes is; tests make it shorter. */
  static long minuteMillis = 60_000;

  private static final long serialVersionUID = 1L;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final String platform;
  private final String reason;
  private final long leaseMillis;
  private final ArrayList<SilenceMatcher> matchers;
  private String platformName;
  private SilenceLease lease;

  SilenceExecution(StepContext context, SilenceStep step, List<SilenceMatcher> matchers) {
    super(context, "silence", LIMIT);
    this.platform = step.getPlatform();
    this.reason = step.getComment() == null ? "" : step.getComment() + ", ";
    this.leaseMillis = step.getLeaseMinutes() * minuteMillis;
    this.matchers = new ArrayList<>(matchers);
  }

  @Override
  protected void prepare() throws Exception {
    Platform found = platform(platform);
    platformName = found.getName();
    Platforms.target(found, found.getAlertmanager(), "Alertmanager");
    lease =
        new SilenceLease(
            matchers,
            reason + "while " + run().getFullDisplayName() + " runs " + mark(),
            Duration.ofMillis(leaseMillis));
  }

  // ends the comment, and tells this silence from all others
  private String mark() {
    return "[" + key() + "]";
  }

  @Override
  protected void call() throws Exception {
    with(
        api -> {
          lease.begin(api, mark(), Instant.now());
          log()
              .info(
                  "silence "
                      + lease.id()
                      + " of {"
                      + shown()
                      + "} until "
                      + lease.endsAt()
                      + ", renewed while the body runs");
          return null;
        });
  }

  @Override
  protected Optional<Map<String, String>> ready() {
    return Optional.of(Map.of("PAAS_SILENCE", lease.id()));
  }

  @Override
  protected Optional<Duration> tend() throws Exception {
    if (!lease.endsAt().minus(lease.pause()).isAfter(Instant.now())) {
      SilenceLease.Renewal renewal = with(api -> lease.renew(api, Instant.now()));
      if (renewal == SilenceLease.Renewal.ENDED_BY_OTHERS) {
        log().info("silence " + lease.id() + " was ended by somebody, so it is not renewed");
        return Optional.empty();
      }
      if (renewal == SilenceLease.Renewal.MADE_ANEW) {
        log().info("the silence had lapsed; now it is " + lease.id());
      }
      getContext().saveState();
    }
    return Optional.of(lease.pause());
  }

  @Override
  protected boolean release() throws Exception {
    try {
      with(
          api -> {
            lease.end(api);
            return null;
          });
    } catch (HttpFailure e) {
      if (e.isTransient() && Instant.now().isBefore(lease.endsAt())) {
        log().change("", e.getMessage() + " Trying again until it ends by itself.");
        return false;
      }
      log().info(e.getMessage() + " The silence ends by itself at " + lease.endsAt() + ".");
      return true;
    }
    if (lease.id() != null && !lease.isEndedByOthers()) {
      log().done("silence " + lease.id() + " ended", elapsed());
    }
    return true;
  }

  @Override
  protected String awaiting() {
    return "the silence of {" + shown() + "}";
  }

  private String shown() {
    return String.join(", ", matchers.stream().map(SilenceMatcher::toString).toList());
  }

  /** A call that may fail. */
  private interface Call<T> {
    T on(AlertmanagerApi api) throws IOException, InterruptedException;
  }

  private <T> T with(Call<T> call) throws IOException, InterruptedException {
    try (HttpCaller caller =
        HttpCaller.to(
            TargetConnection.to(
                    Platforms.target(
                        platform(platformName),
                        platform(platformName).getAlertmanager(),
                        "Alertmanager"),
                    "Alertmanager",
                    run(),
                    log())
                .build())) {
      return call.on(new AlertmanagerApi(caller));
    } catch (IOException e) {
      throw e instanceof PassingFault || e instanceof AbortException
          ? e
          : new AbortException(e.getMessage());
    }
  }

  private Platform platform(String name) throws IOException, InterruptedException {
    return Platforms.require(getContext(), name, PaasPermissions.PROVISION);
  }
}
