package io.jenkins.plugins.paas.monitoring;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.text.DnsName;
import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.core.wait.PassingFault;
import io.jenkins.plugins.paas.monitoring.prometheus.PrometheusApi;
import io.jenkins.plugins.paas.monitoring.prometheus.ScrapeTarget;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetProof;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.Platforms;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import io.jenkins.plugins.paas.platform.Registration;
import io.jenkins.plugins.paas.platform.TargetConnection;
import io.jenkins.plugins.paas.step.MonitoringResult;
import io.jenkins.plugins.paas.step.PollingExecution;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Registers what the Service has, follows its endpoints while it waits, and asks Prometheus until
 * every target is up and was scraped since. What was registered stays after a failure or an abort:
 * the targets' state is worth an alert then.
 */
final class MonitorExecution extends PollingExecution {

  private static final long serialVersionUID = 1L;

  /** Tests of rules take a second or less. */
  private static final Duration LOOK_OFTEN_FOR = Duration.ofSeconds(10);

  private final MonitorRequest request;
  private final RuleWatch ruleWatch;
  private final RuleTests ruleTests;
  private String platformName;
  private String application;
  private String awaited = "the registration";
  private ArrayList<String> registered;
  private TargetProof proof;

  MonitorExecution(StepContext context, MonitorRequest request) {
    super(context, "monitor", Duration.ofMillis(request.timeoutMillis));
    this.request = request;
    this.ruleWatch = request.rules == null ? null : new RuleWatch(request.rules);
    this.ruleTests =
        request.ruleTests.isEmpty() || request.unregister ? null : new RuleTests(request.ruleTests);
  }

  @Override
  protected void prepare() throws Exception {
    Platform platform = platform(request.platform);
    platformName = platform.getName();
    Platforms.target(platform, platform.getPrometheus(), "Prometheus");
    application = Platforms.application(getContext(), request.application);
    try {
      DnsName.requireLabel(application, "application");
    } catch (IllegalArgumentException e) {
      throw new AbortException(e.getMessage());
    }
    Registration registration = request.registrationOf(platform);
    try (MonitorSite site =
        new MonitorSite(platform, registration, request, application, null, run(), null)) {
      Registrar.of(registration).check(site);
    }
  }

  @Override
  protected void call() throws Exception {
    if (request.unregister) {
      work(this::unregister);
    } else if (ruleTests != null) {
      awaited = "promtool to test the rules";
      ruleTests.start(getContext(), log());
    } else if (ruleWatch != null) {
      work(this::registerRules);
    }
  }

  private Optional<Object> registerRules(MonitorSite site, Registrar registrar) throws Exception {
    ruleWatch.register(getContext().get(FilePath.class), site, registrar);
    return Optional.empty();
  }

  private Optional<Object> unregister(MonitorSite site, Registrar registrar) throws Exception {
    log().info("registration " + request.registration() + " " + registrar.unregister(site));
    if (ruleWatch != null) {
      log().info("rules " + registrar.unregisterRules(site));
    }
    return Optional.empty();
  }

  @Override
  protected Optional<Object> poll() throws Exception {
    if (ruleTests != null && !tested()) {
      if (elapsed().compareTo(LOOK_OFTEN_FOR) < 0) {
        hurry();
      }
      return Optional.empty();
    }
    if (ruleTests != null && !ruleWatch.isRegistered()) {
      work(this::registerRules);
    }
    return work(request.unregister ? this::leaving : this::look);
  }

  private boolean tested() throws IOException, InterruptedException {
    try {
      platform(platformName);
    } catch (IOException e) {
      ruleTests.stop(getContext()); // it is gone meanwhile, so there is nothing to test for
      throw e;
    }
    return ruleTests.passed(getContext(), log());
  }

  @Override
  protected boolean cancel() throws Exception {
    return ruleTests == null || ruleTests.stop(getContext());
  }

  /** Something to do at the site. */
  private interface Work {
    Optional<Object> at(MonitorSite site, Registrar registrar) throws Exception;
  }

  private Optional<Object> work(Work work) throws Exception {
    Platform platform = platform(platformName);
    Registration registration = request.registrationOf(platform);
    try (HttpCaller caller = caller(platform.getPrometheus());
        MonitorSite site =
            new MonitorSite(
                platform,
                registration,
                request,
                application,
                new PrometheusApi(caller),
                run(),
                log())) {
      return work.at(site, Registrar.of(registration));
    } catch (IOException e) {
      throw forPeople(e);
    }
  }

  private Optional<Object> leaving(MonitorSite site, Registrar registrar) throws Exception {
    long left = registrar.match(site).countActive(site.prometheus().targets());
    if (request.verify && left > 0) {
      awaited = "Prometheus to let go of " + left + " targets of " + request.registration();
      log().change("registration " + request.registration(), "has " + left + " targets left");
      return Optional.empty();
    }
    log()
        .done(
            "registration "
                + request.registration()
                + (request.verify ? " has no targets any more" : " is taken back"),
            elapsed());
    return Optional.of(new MonitoringResult(List.of(), List.of()));
  }

  private Optional<Object> look(MonitorSite site, Registrar registrar) throws Exception {
    List<String> addresses = registrar.addresses(site);
    boolean waits = addresses.isEmpty() && !registrar.registersAhead();
    if (!waits && !addresses.equals(registered)) {
      register(site, registrar, addresses);
    }
    Optional<String> broken = waits ? Optional.empty() : registrar.broken(site);
    broken.ifPresent(link -> awaited = link);
    if (broken.isPresent()) {
      log().change("chain", broken.get());
    }
    if (addresses.isEmpty()) {
      awaited = broken.orElse(registrar.missing(site));
      return Optional.empty();
    }
    if (!request.verify) {
      return Optional.of(finish(site, registrar, List.of()));
    }
    TargetProof.Verdict verdict = proof.judge(site.prometheus().targets());
    for (Map.Entry<String, String> line : verdict.lines().entrySet()) {
      log().change("target " + line.getKey(), line.getValue());
    }
    String before = awaited;
    awaited = "Prometheus to scrape " + verdict.lines();
    if (!awaited.equals(before)) {
      hurry();
    }
    boolean rulesInForce = ruleWatch == null || ruleWatch.isInForce(site.prometheus(), log());
    return verdict.proven() && rulesInForce
        ? Optional.of(finish(site, registrar, verdict.targets()))
        : Optional.empty();
  }

  private void register(MonitorSite site, Registrar registrar, List<String> addresses)
      throws Exception {
    proof =
        request.verify
            ? new TargetProof(registrar.match(site), addresses, site.prometheus().targets())
            : null;
    String outcome = registrar.register(site, addresses);
    registered = new ArrayList<>(addresses);
    log()
        .info(
            "registration "
                + request.registration()
                + " "
                + outcome
                + ": "
                + String.join(", ", addresses)
                + " "
                + request.path);
  }

  private MonitoringResult finish(MonitorSite site, Registrar registrar, List<ScrapeTarget> targets)
      throws Exception {
    List<String> rules = ruleWatch == null ? List.of() : ruleWatch.names();
    MonitorReport report =
        new MonitorReport(site, registrar.name(), registered.size(), targets, rules);
    report.record(run(), elapsed().toMillis());
    log().done(report.summary(), elapsed());
    return report.result();
  }

  @Override
  protected Exception timedOut() throws Exception {
    cancel();
    if (proof == null || registered.isEmpty()) {
      return super.timedOut();
    }
    PrometheusTarget target = platform(platformName).getPrometheus();
    try (HttpCaller caller = caller(target)) {
      TargetProof.Verdict verdict = proof.judge(new PrometheusApi(caller).targets());
      return verdict.proven()
          ? super.timedOut()
          : new AbortException(
              proof.failure(verdict, target.getUrl()).getMessage()
                  + " Gave up after "
                  + DurationText.format(Duration.ofMillis(request.timeoutMillis))
                  + " (timeoutMinutes).");
    }
  }

  @Override
  protected String awaiting() {
    return awaited;
  }

  private Platform platform(String name) throws IOException, InterruptedException {
    return Platforms.require(getContext(), name, PaasPermissions.PROVISION);
  }

  private HttpCaller caller(PrometheusTarget target) throws IOException, InterruptedException {
    return HttpCaller.to(TargetConnection.to(target, "Prometheus", run(), log()).build());
  }

  // what a back end explains is for people; what passes is left to the poll
  private static IOException forPeople(IOException e) {
    return e instanceof PassingFault || e instanceof AbortException
        ? e
        : new AbortException(e.getMessage());
  }
}
