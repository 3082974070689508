package io.jenkins.plugins.paas.monitoring;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.core.wait.PassingFault;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.monitoring.prometheus.FileSd;
import io.jenkins.plugins.paas.monitoring.prometheus.Outcome;
import io.jenkins.plugins.paas.monitoring.prometheus.PrometheusApi;
import io.jenkins.plugins.paas.monitoring.prometheus.ScrapeTarget;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetGroup;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetProof;
import io.jenkins.plugins.paas.monitoring.service.ServiceEndpoints;
import io.jenkins.plugins.paas.platform.ClusterConnection;
import io.jenkins.plugins.paas.platform.FileSdRegistration;
import io.jenkins.plugins.paas.platform.HttpTarget;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.Platforms;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import io.jenkins.plugins.paas.platform.TargetConnection;
import io.jenkins.plugins.paas.step.Evidence;
import io.jenkins.plugins.paas.step.MonitoringResult;
import io.jenkins.plugins.paas.step.PollingExecution;
import io.jenkins.plugins.paas.step.TargetResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  private final MonitorRequest request;
  private final RuleWatch ruleWatch;
  private String platformName;
  private String application;
  private String awaited = "the registration";
  private ArrayList<String> registered;
  private TargetProof proof;

  MonitorExecution(StepContext context, MonitorRequest request) {
    super(context, "monitor", Duration.ofMillis(request.timeoutMillis));
    this.request = request;
    this.ruleWatch = request.rules == null ? null : new RuleWatch(request.rules);
  }

  @Override
  protected void prepare() throws Exception {
    Platform platform = platform(request.platform);
    platformName = platform.getName();
    registration(Platforms.target(platform, platform.getPrometheus(), "Prometheus"));
    if (request.service != null) {
      Platforms.target(platform, platform.getCluster(), "cluster");
    }
    application = Platforms.application(getContext(), request.application);
    try {
      new FileSd(Path.of("")).file(application);
    } catch (IllegalArgumentException e) {
      throw new AbortException(e.getMessage());
    }
  }

  @Override
  protected void call() throws Exception {
    if (ruleWatch == null) {
      return;
    }
    Platform platform = platform(platformName);
    FileSdRegistration registration = registration(platform.getPrometheus());
    if (registration.getRulesDirectory() == null) {
      throw new AbortException(
          "Platform '"
              + platformName
              + "' has no directory for rules: an administrator sets 'rulesDirectory' of the"
              + " registration fileSd, or leave 'rules' out.");
    }
    try (HttpCaller caller = caller(platform.getPrometheus(), "Prometheus")) {
      ruleWatch.register(
          getContext().get(FilePath.class),
          application,
          Path.of(registration.getRulesDirectory()),
          new PrometheusApi(caller),
          log());
    } catch (IOException e) {
      throw forPeople(e);
    }
  }

  @Override
  protected Optional<Object> poll() throws Exception {
    Platform platform = platform(platformName);
    try (HttpCaller caller = caller(platform.getPrometheus(), "Prometheus")) {
      return look(platform, new PrometheusApi(caller));
    } catch (IOException e) {
      throw forPeople(e);
    }
  }

  private Optional<Object> look(Platform platform, PrometheusApi api) throws Exception {
    List<String> addresses = addresses(platform);
    if (addresses.isEmpty()) {
      return Optional.empty();
    }
    if (!addresses.equals(registered)) {
      register(platform, api, addresses);
    }
    if (!request.verify) {
      return Optional.of(finish(api, List.of()));
    }
    TargetProof.Verdict verdict = proof.judge(api.targets());
    for (Map.Entry<String, String> line : verdict.lines().entrySet()) {
      log().change("target " + line.getKey(), line.getValue());
    }
    String before = awaited;
    awaited = "Prometheus to scrape " + verdict.lines();
    if (!awaited.equals(before)) {
      hurry();
    }
    boolean rulesInForce = ruleWatch == null || ruleWatch.isInForce(api, log());
    return verdict.proven() && rulesInForce
        ? Optional.of(finish(api, verdict.targets()))
        : Optional.empty();
  }

  private List<String> addresses(Platform platform) throws Exception {
    if (request.service == null) {
      return request.targets;
    }
    try (KubeSession cluster =
        KubeClients.shared().open(ClusterConnection.of(platform, run(), log()))) {
      ServiceEndpoints endpoints =
          ServiceEndpoints.read(cluster, request.namespace, request.service, request.port);
      String name = "Service " + request.registration();
      if (endpoints.all().isEmpty()) {
        awaited =
            "endpoints of "
                + name
                + ": no running pod has the labels of its selector "
                + endpoints.selector();
      }
      log()
          .change(
              name,
              endpoints.ready().size() + " of " + endpoints.all().size() + " endpoints ready");
      return endpoints.all();
    }
  }

  private void register(Platform platform, PrometheusApi api, List<String> addresses)
      throws Exception {
    FileSd files = new FileSd(Path.of(registration(platform.getPrometheus()).getDirectory()));
    TargetGroup group = request.group(application, addresses);
    String file = files.file(application).getFileName().toString();
    proof = request.verify ? new TargetProof(group, file, api.targets()) : null;
    Outcome outcome = files.register(application, group);
    registered = new ArrayList<>(addresses);
    log()
        .info(
            "registration "
                + request.registration()
                + " "
                + outcome.word()
                + " in "
                + file
                + ": "
                + String.join(", ", addresses)
                + " "
                + request.path);
  }

  private MonitoringResult finish(PrometheusApi api, List<ScrapeTarget> targets)
      throws IOException, InterruptedException {
    List<TargetResult> results = new ArrayList<>();
    ArrayList<Object> facts = new ArrayList<>();
    for (ScrapeTarget target : targets) {
      results.add(
          new TargetResult(
              target.url(),
              target.health(),
              String.valueOf(target.lastScrape()),
              target.lastError()));
      LinkedHashMap<String, Object> fact = new LinkedHashMap<>();
      fact.put("url", target.url());
      fact.put("health", target.health());
      fact.put("lastScrape", String.valueOf(target.lastScrape()));
      facts.add(fact);
    }
    List<String> rules = ruleWatch == null ? List.of() : ruleWatch.names();
    String summary =
        request.verify
            ? results.size()
                + (results.size() == 1 ? " target up: " : " targets up: ")
                + String.join(
                    ", ",
                    targets.stream().map(t -> t.url() + " scraped at " + t.lastScrape()).toList())
            : registered.size() + " targets registered, not verified (verify: false)";
    LinkedHashMap<String, Object> all = new LinkedHashMap<>();
    all.put("application", application);
    all.put("registration", request.registration());
    all.put("prometheus", api.uri().toString());
    all.put("verified", request.verify);
    all.put("targets", facts);
    all.put("rules", new ArrayList<>(rules));
    Evidence.record(run(), new Evidence("monitoring", summary, all, elapsed().toMillis()));
    log().done(summary, elapsed());
    return new MonitoringResult(results, rules);
  }

  @Override
  protected Exception timedOut() throws Exception {
    if (proof == null) {
      return super.timedOut();
    }
    PrometheusTarget target = platform(platformName).getPrometheus();
    try (HttpCaller caller = caller(target, "Prometheus")) {
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

  private FileSdRegistration registration(PrometheusTarget target) throws AbortException {
    if (target.getRegistration() instanceof FileSdRegistration files
        && files.getDirectory() != null) {
      return files;
    }
    throw new AbortException(
        "The Prometheus of platform '"
            + platformName
            + "' has no registration: an administrator sets fileSd(directory) under Manage Jenkins,"
            + " System, PaaS.");
  }

  private HttpCaller caller(HttpTarget target, String what)
      throws IOException, InterruptedException {
    return HttpCaller.to(TargetConnection.to(target, what, run(), log()).build());
  }

  // what a back end explains is for people; what passes is left to the poll
  private static IOException forPeople(IOException e) {
    return e instanceof PassingFault || e instanceof AbortException
        ? e
        : new AbortException(e.getMessage());
  }
}
