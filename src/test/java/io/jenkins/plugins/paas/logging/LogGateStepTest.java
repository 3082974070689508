package io.jenkins.plugins.paas.logging;

import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.platform.ElasticTarget;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.testing.SharedElasticsearch;
import io.jenkins.plugins.paas.testing.SharedOpenSearch;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class LogGateStepTest {

  @Rule public JenkinsRule j = new JenkinsRule();

  private final String target = "logs-" + UUID.randomUUID().toString().substring(0, 8) + "-gate";
  private WorkflowJob job;

  @Before
  public void create() throws Exception {
    job = j.createProject(WorkflowJob.class, "release");
  }

  private static void configure(URI elastic) {
    Platform platform = new Platform("staging");
    platform.setElastic(new ElasticTarget(elastic.toString()));
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  private WorkflowRun ends(Result result, String text) throws Exception {
    job.setDefinition(new CpsFlowDefinition(text, true));
    return j.buildAndAssertStatus(result, job);
  }

  private void lines(URI elastic) throws Exception {
    ends(Result.SUCCESS, "paasLogs(target: '" + target + "', verify: false)");
    Instant now = Instant.now();
    try (HttpCaller caller = HttpCaller.to(HttpEndpoint.at(elastic).build())) {
      add(caller, now, "ERROR payment 17 refused");
      add(caller, now, "ERROR payment 18 refused");
      add(caller, now, "ERROR disk full");
      add(caller, now, "INFO ready");
      add(caller, now.minus(Duration.ofHours(2)), "ERROR of yesterday");
    }
  }

  private void add(HttpCaller caller, Instant time, String message) throws Exception {
    caller
        .send(
            HttpCall.post(target, "_doc")
                .query("op_type", "create")
                .query("refresh", true)
                .json(Map.of("@timestamp", time.minusSeconds(5).toString(), "message", message)))
        .requireSuccess();
  }

  private void judges(URI elastic) throws Exception {
    configure(elastic);
    lines(elastic);
    WorkflowRun run =
        ends(Result.FAILURE, "paasLogGate(target: '" + target + "', query: 'message:ERROR')");
    j.assertLogContains(
        "3 lines of " + target + " in 15 min 0 s match message:ERROR, more than 0 may.", run);
    j.assertLogContains("[paas:log-gate] 2x  ", run);
    j.assertLogContains("refused", run);
    run =
        ends(
            Result.UNSTABLE,
            "def g = paasLogGate(target: '"
                + target
                + "', query: 'ERROR', max: 3, window: '3h', onViolation: 'unstable')\n"
                + "echo \"went on: ${g.count} ${g.satisfied} ${g.samples[0].count}\"");
    j.assertLogContains("went on: 4 false 2", run);
    j.assertLogContains("so the build is unstable", run);
    run =
        ends(
            Result.SUCCESS,
            "paasLogGate(target: '" + target + "', query: 'message:ERROR', max: 3)");
    j.assertLogContains("match message:ERROR, at most 3 may", run);
    j.assertLogContains(
        "query 'level:(' is refused by ",
        ends(Result.FAILURE, "paasLogGate(target: '" + target + "', query: 'level:(')"));
    j.assertLogContains(
        "There is no data stream or alias absent-" + target,
        ends(Result.FAILURE, "paasLogGate(target: 'absent-" + target + "', query: 'a')"));
  }

  @Test
  public void linesAreCountedOnOpenSearch() throws Exception {
    judges(SharedOpenSearch.uri());
  }

  @Test
  public void linesAreCountedOnElasticsearch() throws Exception {
    judges(SharedElasticsearch.uri());
  }

  @Test
  public void wrongArgumentsAreRefused() throws Exception {
    configure(URI.create("http://127.0.0.1:1"));
    for (List<String> one :
        List.of(
            List.of("target: 'Logs', query: 'a'", "is no name of a data stream"),
            List.of("target: 'logs', query: ''", "query is empty"),
            List.of("target: 'logs', query: 'a', max: -1", "max must be at least 0, not -1"),
            List.of("target: 'logs', query: 'a', window: '31d'", "'31d' must be 1s to 30d"),
            List.of("target: 'logs', query: 'a', window: '5 min'", "'5 min' is no duration"),
            List.of("target: 'logs', query: 'a', onViolation: 'fial'", "id you mean 'fail'?"),
            List.of("target: 'logs', query: 'a', windw: '1m'", "id you mean 'window'?"))) {
      j.assertLogContains(one.get(1), ends(Result.FAILURE, "paasLogGate(" + one.get(0) + ")"));
    }
  }

  @Test
  public void busyServerIsAskedAgainAndARefusalIsExplained() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (FaultyServer server =
        FaultyServer.start(
            request ->
                asked.incrementAndGet() == 1
                    ? FaultyServer.answer(429, "{}", "Retry-After", "0")
                    : FaultyServer.answer(200, "{\"count\":0}"))) {
      configure(server.uri());
      j.assertLogContains(
          "Trying again.", ends(Result.SUCCESS, "paasLogGate(target: 'logs', query: 'a')"));
      assertEquals(2, asked.get());
    }
    try (FaultyServer server =
        FaultyServer.start(
            request ->
                FaultyServer.answer(
                    403,
                    "{\"error\":{\"reason\":\"action [indices:data/read/search] is unauthorized"
                        + " for user [writer]\"}}"))) {
      configure(server.uri());
      WorkflowRun run = ends(Result.FAILURE, "paasLogGate(target: 'logs', query: 'a')");
      j.assertLogContains("unauthorized for user [writer]", run);
      j.assertLogContains("the index privilege read on the target", run);
    }
  }
}
