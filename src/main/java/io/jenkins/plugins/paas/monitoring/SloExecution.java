package io.jenkins.plugins.paas.monitoring;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.core.wait.PassingFault;
import io.jenkins.plugins.paas.monitoring.prometheus.PrometheusApi;
import io.jenkins.plugins.paas.monitoring.prometheus.SloWatch;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.Platforms;
import io.jenkins.plugins.paas.platform.TargetConnection;
import io.jenkins.plugins.paas.step.Evidence;
import io.jenkins.plugins.paas.step.PollingExecution;
import io.jenkins.plugins.paas.step.SloResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Asks the query until the window is over, or until it is broken: no more looks can mend that. A
 * look that Prometheus does not answer is made again; the window does not wait for it.
 */
final class SloExecution extends PollingExecution {

  private static final long serialVersionUID = 1L;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final SloRequest request;
  private final SloWatch watch;
  private String platformName;
  private long endsMillis;

  SloExecution(StepContext context, SloRequest request) {
    super(context, "slo", Duration.ofMillis(request.windowMillis).plus(PATIENCE));
    this.request = request;
    this.watch = new SloWatch(request.rule, Duration.ofMillis(request.graceMillis));
  }

  @Override
  protected void prepare() throws Exception {
    Platform platform = platform(request.platform);
    platformName = platform.getName();
    Platforms.target(platform, platform.getPrometheus(), "Prometheus");
    endsMillis = System.currentTimeMillis() + request.windowMillis;
  }

  @Override
  protected Optional<Object> poll() throws Exception {
    Platform platform = platform(platformName);
    List<String> broken;
    try (HttpCaller caller =
        HttpCaller.to(
            TargetConnection.to(
                    Platforms.target(platform, platform.getPrometheus(), "Prometheus"),
                    "Prometheus",
                    run(),
                    log())
                .build())) {
      broken = watch.look(new PrometheusApi(caller).evaluate(request.query), Instant.now());
    } catch (IOException e) {
      throw e instanceof PassingFault || e instanceof AbortException
          ? e
          : new AbortException(e.getMessage());
    }
    if (!broken.isEmpty()) {
      return Optional.of(end(false, brokenBy(broken)));
    }
    if (System.currentTimeMillis() < endsMillis) {
      return Optional.empty();
    }
    if (!watch.hasData()) {
      return Optional.of(end(!request.needsData, noData()));
    }
    return Optional.of(
        end(
            true,
            request.query
                + " was "
                + request.rule
                + " for "
                + DurationText.format(Duration.ofMillis(request.windowMillis))
                + ", "
                + watch.looks()));
  }

  private String brokenBy(List<String> series) {
    return request.query
        + " was not "
        + request.rule
        + (request.graceMillis == 0
            ? ""
            : " for " + DurationText.format(Duration.ofMillis(request.graceMillis)))
        + ": "
        + String.join("; ", series.subList(0, Math.min(5, series.size())))
        + (series.size() > 5 ? " and " + (series.size() - 5) + " series more" : "");
  }

  private String noData() {
    List<String> notNumbers = watch.onlyNotNumbers();
    return request.query
        + " had no value: "
        + (notNumbers.isEmpty()
            ? "no series matches. Is the metric scraped, and are the labels right?"
            : "NaN alone, as of a division by zero, in " + String.join("; ", notNumbers))
        + (request.needsData ? "" : " (noData: 'ignore')");
  }

  private SloResult end(boolean satisfied, String reason) throws IOException, InterruptedException {
    watch.table().forEach(this::say);
    SloResult result =
        new SloResult(
            satisfied, reason, watch.samples().stream().map(SloWatch.Sample::facts).toList());
    LinkedHashMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("query", request.query);
    facts.put("rule", request.rule.toString());
    facts.put("satisfied", satisfied);
    facts.put("looks", watch.looks());
    Evidence.record(run(), new Evidence("slo", reason, facts, elapsed().toMillis()));
    if (satisfied) {
      log().done(reason, elapsed());
    } else if (request.fails) {
      throw new AbortException("The objective is broken: " + reason);
    } else {
      log().done(reason + ", so the build is unstable", elapsed());
      run().setResult(Result.UNSTABLE);
    }
    return result;
  }

  private void say(String line) {
    try {
      log().info(line);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected String awaiting() {
    return "the window of "
        + request.query
        + " "
        + request.rule
        + " to end at "
        + Instant.ofEpochMilli(endsMillis);
  }

  private Platform platform(String name) throws IOException, InterruptedException {
    return Platforms.require(getContext(), name, PaasPermissions.PROVISION);
  }
}
