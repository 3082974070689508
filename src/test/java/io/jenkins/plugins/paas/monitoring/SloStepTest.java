package io.jenkins.plugins.paas.monitoring;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The step against answers of a query as Prometheus documents them. */
public class SloStepTest {

  private static final String SLO = "paasSlo(query: 'errors', threshold: 0.01, window: '2s'";

  @Rule public JenkinsRule j = new JenkinsRule();

  private FaultyServer prometheus;
  private WorkflowJob job;
  private volatile String data = vector(series("api", "0"));

  @Before
  public void start() throws Exception {
    prometheus =
        FaultyServer.start(
            request -> FaultyServer.answer(200, "{\"status\":\"success\",\"data\":" + data + "}"));
    Platform platform = new Platform("staging");
    platform.setPrometheus(new PrometheusTarget(prometheus.uri().toString()));
    PaasConfiguration.get().setPlatforms(List.of(platform));
    job = j.createProject(WorkflowJob.class, "release");
  }

  @After
  public void stop() throws IOException {
    prometheus.close();
  }

  private static String series(String service, String value) {
    return "{\"metric\":{\"__name__\":\"errors\",\"service\":\""
        + service
        + "\"},\"value\":[1,\""
        + value
        + "\"]}";
  }

  private static String vector(String... series) {
    return "{\"resultType\":\"vector\",\"result\":[" + String.join(",", series) + "]}";
  }

  private WorkflowRun build(Result result, String text) throws Exception {
    job.setDefinition(new CpsFlowDefinition(text, true));
    return j.buildAndAssertStatus(result, job);
  }

  @Test
  public void aKeptObjectiveIsTabulated() throws Exception {
    WorkflowRun run =
        build(
            Result.SUCCESS,
            "def s = "
                + SLO
                + ")\necho \"it is ${s.satisfied}, ${s.samples[0].value} of"
                + " ${s.samples[0].series}\"");
    j.assertLogContains("it is true, 0 of errors{service=\"api\"}", run);
    j.assertLogContains("[paas:slo] series                 last  worst  samples  broken  NaN", run);
    j.assertLogContains("[paas:slo] errors{service=\"api\"}  0     0      ", run);
    j.assertLogContains("errors was <= 0.01 for 2.0 s, ", run);
    assertTrue(prometheus.count("GET", "/api/v1/query") > 2);
  }

  @Test
  public void oneBrokenSeriesOfSeveralFailsAtOnce() throws Exception {
    data = vector(series("api", "0"), series("web", "0.5"));
    WorkflowRun run = build(Result.FAILURE, SLO.replace("2s", "2h") + ")");
    j.assertLogContains(
        "The objective is broken: errors was not <= 0.01: errors{service=\"web\"}", run);
    j.assertLogContains("errors{service=\"web\"}  0.5   0.5    1        1 (up to 0 ms)  0", run);
    assertEquals(1, prometheus.count("GET", "/api/v1/query"));
  }

  @Test
  public void aShortBreakIsForgivenAndALongOneIsNot() throws Exception {
    prometheus.only("GET", "/query").then(FaultyServer.answer(200, success("0.5")));
    build(Result.SUCCESS, SLO + ", for: '2s')");
    data = vector(series("api", "0.5"));
    j.assertLogContains(
        "errors was not <= 0.01 for 1.0 s: errors{service=\"api\"}",
        build(Result.FAILURE, SLO.replace("2s", "1m") + ", for: '1s')"));
  }

  private static String success(String value) {
    return "{\"status\":\"success\",\"data\":" + vector(series("api", value)) + "}";
  }

  @Test
  public void unstableIsEnoughWhereItIsAskedFor() throws Exception {
    data = vector(series("api", "+Inf"));
    WorkflowRun run =
        build(
            Result.UNSTABLE,
            "echo \"satisfied ${" + SLO + ", onViolation: 'unstable').satisfied}\"");
    j.assertLogContains("so the build is unstable", run);
    j.assertLogContains("satisfied false", run);
  }

  @Test
  public void noDataAndNotANumberAreSaid() throws Exception {
    data = vector();
    j.assertLogContains(
        "errors had no value: no series matches. Is the metric scraped",
        build(Result.FAILURE, SLO + ")"));
    data = vector(series("api", "NaN"));
    j.assertLogContains(
        "errors had no value: NaN alone, as of a division by zero, in errors{service=\"api\"}",
        build(Result.FAILURE, SLO + ")"));
    build(Result.SUCCESS, SLO + ", noData: 'ignore')");
  }

  @Test
  public void aScalarAndTheOtherOperatorsAreCompared() throws Exception {
    data = "{\"resultType\":\"scalar\",\"result\":[1,\"3\"]}";
    build(Result.SUCCESS, "paasSlo(query: 'x', operator: '>', threshold: 2, window: '100ms')");
    build(Result.FAILURE, "paasSlo(query: 'x', operator: '!=', threshold: 3, window: '100ms')");
  }

  @Test
  public void whatCannotBeComparedIsSaid() throws Exception {
    data = "{\"resultType\":\"matrix\",\"result\":[]}";
    j.assertLogContains(
        "The query answers a matrix, which cannot be compared", build(Result.FAILURE, SLO + ")"));
    data =
        IntStream.range(0, 101)
            .mapToObj(i -> series("s" + i, "0"))
            .collect(
                Collectors.collectingAndThen(
                    Collectors.toList(), l -> vector(l.toArray(String[]::new))));
    j.assertLogContains(
        "The query answers 101 series, over 100: aggregate it", build(Result.FAILURE, SLO + ")"));
  }

  @Test
  public void whatPrometheusRefusesIsSaidInItsWords() throws Exception {
    refuses(
        400,
        "bad_data",
        "invalid parameter \\\"query\\\": 1:7: parse error: unclosed",
        "refused the query: 1:7: parse error: unclosed in: errors");
    refuses(
        422,
        "execution",
        "query processing would load too many samples into memory",
        "too many samples");
    refuses(503, "timeout", "query timed out in expression evaluation", "query timed out");
    prometheus.then(FaultyServer.answer(403, "no"));
    j.assertLogContains("answered 403", build(Result.FAILURE, SLO + ")"));
    prometheus.then(FaultyServer.answer(200, "<html>", "Content-Type", "text/html"));
    j.assertLogContains("/api/v1/query", build(Result.FAILURE, SLO + ")"));
  }

  private void refuses(int status, String type, String error, String said) throws Exception {
    prometheus.then(
        FaultyServer.answer(
            status,
            "{\"status\":\"error\",\"errorType\":\"" + type + "\",\"error\":\"" + error + "\"}"));
    j.assertLogContains(said, build(Result.FAILURE, SLO + ")"));
  }

  @Test
  public void passingFaultsCostALookOnly() throws Exception {
    prometheus.then(FaultyServer.answer(429, "slow down"), FaultyServer.resetBefore());
    WorkflowRun run = build(Result.SUCCESS, SLO + ")");
    j.assertLogContains("429", run);
  }

  @Test
  public void wrongArgumentsAreRefused() throws Exception {
    assertRefused("operator '=<' is none of < <= > >= == !=", ", operator: '=<'");
    assertRefused("'14 days' is no duration", ", for: '14 days'");
    assertRefused("for: '3s' is longer than the window '2s'", ", for: '3s'");
    assertRefused("onViolation: 'fial' is unknown. Did you mean 'fail'?", ", onViolation: 'fial'");
    j.assertLogContains(
        "threshold NaN is no number",
        build(Result.FAILURE, "paasSlo(query: 'x', threshold: 0.0d / 0.0d)"));
    j.assertLogContains(
        "window: '0s' is not above zero",
        build(Result.FAILURE, "paasSlo(query: 'x', threshold: 1, window: '0s')"));
    assertEquals(0, prometheus.requests().size());
  }

  private void assertRefused(String part, String argument) throws Exception {
    j.assertLogContains(part, build(Result.FAILURE, SLO + argument + ")"));
  }

  @Test
  public void anAbortEndsTheWait() throws Exception {
    job.setDefinition(new CpsFlowDefinition(SLO.replace("2s", "1h") + ")", true));
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    io.jenkins.plugins.paas.testing.Await.until(
        java.time.Duration.ofSeconds(20),
        () -> prometheus.count("GET", "/query"),
        n -> n > 0,
        () -> "it should look");
    run.doStop();
    j.waitForCompletion(run);
    j.assertBuildStatus(Result.ABORTED, run);
  }
}
