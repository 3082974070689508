package io.jenkins.plugins.paas.monitoring;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import hudson.FilePath;
import hudson.model.Result;
import io.jenkins.embedded.platform.prometheus.EmbeddedPrometheus;
import io.jenkins.plugins.paas.platform.FileSdRegistration;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.Commands;
import io.jenkins.plugins.paas.testing.RealServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Unit tests of rules, by the real promtool where there is one. */
public class RuleTestsTest {

  private static final String RULES =
      "writeFile file: 'm/alerts.yaml', text: 'groups: [{name: shop, rules: [{alert: Down,"
          + " expr: \"up == 0\", for: 5m, labels: {severity: page}}]}]'\n";
  private static final String MONITOR =
      "paasMonitor(targets: ['127.0.0.1:1'], verify: false, rules: 'm/alerts.yaml', ruleTests:"
          + " ['m/alerts_test.yaml'])\n";

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private EmbeddedPrometheus prometheus;
  private WorkflowJob job;

  @Before
  public void start() throws Exception {
    prometheus = new EmbeddedPrometheus(folder.newFolder("prometheus").toPath());
    FileSdRegistration registration =
        new FileSdRegistration(prometheus.targetsDirectory().toString());
    registration.setRulesDirectory(prometheus.rulesDirectory().toString());
    PrometheusTarget target = new PrometheusTarget(prometheus.uri().toString());
    target.setRegistration(registration);
    Platform platform = new Platform("staging");
    platform.setPrometheus(target);
    PaasConfiguration.get().setPlatforms(List.of(platform));
    job = j.createProject(WorkflowJob.class, "release");
  }

  @After
  public void stop() throws Exception {
    prometheus.close();
  }

  private static String test(String severity) {
    return "writeFile file: 'm/alerts_test.yaml', text: '''rule_files: [alerts.yaml]\n"
        + "evaluation_interval: 1m\n"
        + "tests:\n"
        + "  - interval: 1m\n"
        + "    input_series: [{series: 'up{job=\"api\"}', values: '0x15'}]\n"
        + "    alert_rule_test:\n"
        + "      - eval_time: 10m\n"
        + "        alertname: Down\n"
        + "        exp_alerts: [{exp_labels: {job: api, severity: "
        + severity
        + "}}]\n'''\n";
  }

  private void script(String body) throws Exception {
    job.setDefinition(
        new CpsFlowDefinition("withPaas(application: 'shop') {\n" + body + "\n}", true));
  }

  private WorkflowRun fails(String body) throws Exception {
    script(body);
    WorkflowRun run = j.buildAndAssertStatus(Result.FAILURE, job);
    assertEquals(0, prometheus.targetsDirectory().toFile().list().length);
    assertFalse(Files.exists(prometheus.rulesDirectory().resolve("paas-shop.yaml")));
    return run;
  }

  /** Nothing of the command is left beside the workspace. */
  private void assertNothingLeft() throws Exception {
    FilePath workspace = j.jenkins.getWorkspaceFor(job);
    FilePath beside = workspace.sibling(workspace.getName() + "@tmp");
    assertEquals(List.of(), beside.exists() ? beside.list() : List.of());
  }

  /** A program of that name in front of the agent's PATH. */
  private String promtool(String text) throws Exception {
    Path directory = folder.newFolder("bin").toPath();
    Commands.script(directory.resolve("promtool"), text + "\n");
    return "withEnv(['PATH+FAKE=" + directory + "'])";
  }

  @Test
  public void realPromtoolPassesAndTheRulesAreRegistered() throws Exception {
    RealServices.program("promtool", "prometheus");
    script("node {\n" + RULES + test("page") + MONITOR + "}");
    WorkflowRun run = j.buildAndAssertSuccess(job);
    j.assertLogContains("[paas:monitor] testing the rules with promtool, version ", run);
    j.assertLogContains(
        "[paas:monitor] the unit tests of the rules passed: m/alerts_test.yaml", run);
    j.assertLogContains("[paas:monitor] rules m/alerts.yaml created: [shop/Down]", run);
    assertTrue(Files.exists(prometheus.rulesDirectory().resolve("paas-shop.yaml")));
    assertNothingLeft();
    RealServices.ran("promtool");
  }

  @Test
  public void realPromtoolFailsWithWhatItSays() throws Exception {
    RealServices.program("promtool", "prometheus");
    WorkflowRun run = fails("node {\n" + RULES + test("ticket") + MONITOR + "}");
    j.assertLogContains("The unit tests of the rules failed, so nothing was registered", run);
    j.assertLogContains("promtool test rules m/alerts_test.yaml ended with status 1:", run);
    j.assertLogContains("alertname: Down, time: 10m", run);
    j.assertLogContains("severity=\"ticket\"", run);
    j.assertLogContains("severity=\"page\"", run);
    j.assertLogNotContains("\tat io.jenkins", run);
    assertNothingLeft();
    RealServices.ran("promtool");
  }

  @Test
  public void anAgentWithoutPromtoolIsExplained() throws Exception {
    WorkflowRun run =
        fails(
            "node {\n" + RULES + test("page") + "withEnv(['PATH=/nowhere']) {\n" + MONITOR + "}}");
    j.assertLogContains("promtool is not on the agent's PATH, and ruleTests are run by it", run);
    j.assertLogContains("or leave ruleTests out. Nothing was registered.", run);
    assertNothingLeft();
  }

  @Test
  public void outputOfAFailureIsCapped() throws Exception {
    String fake =
        promtool(
            "[ \"$1\" = --version ] && exit 0; i=0;"
                + " while [ $i -lt 100 ]; do echo line-$i; i=$((i+1)); done; exit 3");
    WorkflowRun run = fails("node {\n" + RULES + test("page") + fake + " {\n" + MONITOR + "}}");
    j.assertLogContains("ended with status 3:", run);
    j.assertLogContains("line-39", run);
    j.assertLogNotContains("line-40", run);
    j.assertLogContains("(60 more lines are left out)", run);
  }

  @Test
  public void abortEndsPromtool() throws Exception {
    Path pid = folder.getRoot().toPath().resolve("pid");
    String fake =
        promtool("[ \"$1\" = --version ] && exit 0; echo $$ > " + pid + "; exec sleep 600");
    script("node {\n" + RULES + test("page") + fake + " {\n" + MONITOR + "}}");
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    String running =
        Await.until(
                Duration.ofSeconds(30),
                () -> Files.exists(pid) ? Files.readString(pid) : "",
                text -> text.endsWith("\n"),
                () -> "promtool must be started")
            .trim();
    run.doStop();
    j.waitForCompletion(run);
    j.assertBuildStatus(Result.ABORTED, run);
    Await.until(
        Duration.ofSeconds(10),
        () -> ProcessHandle.of(Long.parseLong(running)).map(ProcessHandle::isAlive).orElse(false),
        alive -> !alive,
        () -> "promtool must have ended");
    assertNothingLeft();
    assertEquals(0, prometheus.targetsDirectory().toFile().list().length);
  }

  @Test
  public void wrongArgumentsAreRefused() throws Exception {
    j.assertLogContains(
        "ruleTests needs 'rules'",
        fails("paasMonitor(targets: ['127.0.0.1:1'], ruleTests: ['a.yaml'])"));
    for (String path : List.of("../a.yaml", "/etc/a.yaml", "--help")) {
      j.assertLogContains(
          "ruleTests: '" + path + "' must be a path within the workspace",
          fails(
              "paasMonitor(targets: ['127.0.0.1:1'], rules: 'r.yaml', ruleTests: ['"
                  + path
                  + "'])"));
    }
    j.assertLogContains(
        "The file of ruleTests 'm/alerts_test.yaml' is not in the workspace.",
        fails("node {\n" + RULES + MONITOR + "}"));
    j.assertLogContains("run paasMonitor inside node { }", fails(MONITOR));
  }
}
