package io.jenkins.plugins.paas.logging;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.core.text.TextTable;
import io.jenkins.plugins.paas.core.wait.PassingFault;
import io.jenkins.plugins.paas.logging.elastic.ElasticApi;
import io.jenkins.plugins.paas.logging.elastic.LogGate;
import io.jenkins.plugins.paas.logging.elastic.LogTarget;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.Platforms;
import io.jenkins.plugins.paas.platform.TargetConnection;
import io.jenkins.plugins.paas.step.Evidence;
import io.jenkins.plugins.paas.step.LogGateResult;
import io.jenkins.plugins.paas.step.PollingExecution;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Counts once; what does not answer is asked again for a while. */
final class LogGateExecution extends PollingExecution {

  private static final long serialVersionUID = 1L;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int TOP = 5;

  private final String platformArgument;
  private final String targetName;
  private final String query;
  private final long max;
  private final long windowMillis;
  private final boolean fails;
  private String platformName;
  private long untilMillis;

  LogGateExecution(StepContext context, LogGateStep step, Duration window) {
    super(context, "log-gate", PATIENCE);
    platformArgument = step.getPlatform();
    targetName = step.getTarget();
    query = step.getQuery();
    max = step.getMax();
    windowMillis = window.toMillis();
    fails = LogGateStep.FAIL.equals(step.getOnViolation());
  }

  @Override
  protected void prepare() throws Exception {
    Platform platform =
        Platforms.require(getContext(), platformArgument, PaasPermissions.PROVISION);
    Platforms.target(platform, platform.getElastic(), "Elasticsearch");
    platformName = platform.getName();
    untilMillis = System.currentTimeMillis();
  }

  @Override
  protected Optional<Object> poll() throws Exception {
    Platform platform = Platforms.require(getContext(), platformName, PaasPermissions.PROVISION);
    try (HttpCaller caller =
        HttpCaller.to(
            TargetConnection.to(platform.getElastic(), "Elasticsearch", run(), log()).build())) {
      ElasticApi api = new ElasticApi(caller);
      LogGate gate =
          new LogGate(
              api,
              new LogTarget(targetName),
              query,
              Instant.ofEpochMilli(untilMillis - windowMillis),
              Instant.ofEpochMilli(untilMillis));
      long count = gate.count();
      return Optional.of(end(count, count == 0 ? List.of() : gate.top(TOP)));
    } catch (IOException e) {
      throw e instanceof PassingFault || e instanceof AbortException
          ? e
          : new AbortException(e.getMessage());
    }
  }

  private LogGateResult end(long count, List<LogGate.Top> top)
      throws IOException, InterruptedException {
    TextTable table = new TextTable();
    List<Map<String, Object>> samples = new ArrayList<>();
    for (LogGate.Top one : top) {
      String message = log().clean(one.message());
      table.row(one.count() + "x", one.time(), message);
      Map<String, Object> sample = new LinkedHashMap<>();
      sample.put("message", message);
      sample.put("count", one.count());
      sample.put("time", one.time());
      samples.add(sample);
    }
    for (String line : table.lines()) {
      log().info(line);
    }
    boolean satisfied = count <= max;
    String reason =
        count
            + " lines of "
            + targetName
            + " in "
            + DurationText.format(Duration.ofMillis(windowMillis))
            + " match "
            + query
            + (satisfied ? ", at most " : ", more than ")
            + max
            + " may";
    LinkedHashMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("target", targetName);
    facts.put("query", query);
    facts.put("count", count);
    facts.put("max", max);
    facts.put("satisfied", satisfied);
    Evidence.record(run(), new Evidence("log-gate", reason, facts, elapsed().toMillis()));
    if (!satisfied && fails) {
      throw new AbortException(reason + ".");
    }
    log().done(satisfied ? reason : reason + ", so the build is unstable", elapsed());
    if (!satisfied) {
      run().setResult(Result.UNSTABLE);
    }
    return new LogGateResult(satisfied, count, samples);
  }

  @Override
  protected String awaiting() {
    return "the count of " + query + " in " + targetName;
  }
}
