package io.jenkins.plugins.paas.logging;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import hudson.ExtensionList;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.paas.core.audit.Mutation;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.platform.ElasticTarget;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.step.AuditSink;
import io.jenkins.plugins.paas.testing.SharedElasticsearch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The controller removes old lines between the runs of a job. */
public class RetentionSweeperTest {

  @Rule public JenkinsRule j = new JenkinsRule();

  private final String target = "logs-" + UUID.randomUUID().toString().substring(0, 8) + "-swept";
  private final List<String> audited = new CopyOnWriteArrayList<>();

  private static Platform platform(String name, URI elastic) {
    Platform platform = new Platform(name);
    platform.setElastic(new ElasticTarget(elastic.toString()));
    return platform;
  }

  private static String sweep(Duration later) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Clock clock = Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC);
    new RetentionSweeper(clock).execute(new StreamTaskListener(out, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  public void oldIndicesGoWithoutARunOfTheJob() throws Exception {
    PaasConfiguration.get()
        .setPlatforms(List.of(new Platform("bare"), platform("logs", SharedElasticsearch.uri())));
    WorkflowJob job = j.createProject(WorkflowJob.class, "release");
    String step = "paasLogs(platform: 'logs', target: '" + target + "', retention: '14d'";
    job.setDefinition(new CpsFlowDefinition(step + ", retentionJob: true)", true));
    j.assertLogContains("and this controller does every hour", j.buildAndAssertSuccess(job));
    try (HttpCaller caller = HttpCaller.to(HttpEndpoint.at(SharedElasticsearch.uri()).build())) {
      caller.send(HttpCall.post(target, "_rollover")).requireSuccess();
    }
    assertEquals("platform logs: 1 targets with retentionJob\n", sweep(Duration.ZERO));
    ExtensionList.lookup(AuditSink.class).add(new Collecting(audited));
    String said = sweep(Duration.ofDays(15));
    assertTrue(
        said,
        said.contains(
            "platform logs: target "
                + target
                + ": removed, older than 14d: ["
                + target
                + "-000001]\n"));
    assertTrue(
        audited.toString(), audited.contains("SYSTEM on logs: DELETE /" + target + "-000001: 200"));
  }

  @Test
  public void aServerThatIsAwayIsNamedAndTheOthersAreSwept() throws Exception {
    PaasConfiguration.get()
        .setPlatforms(
            List.of(
                platform("gone", URI.create("http://127.0.0.1:1")),
                platform("logs", SharedElasticsearch.uri())));
    IOException failure = assertThrows(IOException.class, () -> sweep(Duration.ZERO));
    assertTrue(failure.getMessage(), failure.getMessage().startsWith("platform gone: "));
    assertTrue(failure.getMessage(), failure.getMessage().contains("127.0.0.1:1"));
    assertTrue(failure.getMessage(), !failure.getMessage().contains("platform logs"));
  }

  /** Keeps a line a call. */
  private static final class Collecting implements AuditSink {
    private final List<String> lines;

    Collecting(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void write(Mutation m) {
      lines.add(
          m.who()
              + " on "
              + m.platform()
              + ": "
              + m.verb()
              + " "
              + m.object()
              + ": "
              + m.outcome());
    }
  }
}
