package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.platform.prometheus.EmbeddedPrometheus;
import io.jenkins.plugins.paas.platform.FileSdRegistration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import io.jenkins.plugins.paas.testing.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * {@code paasMonitor(ruleTests:)}: a stand-in for promtool, which works on the agent while the
 * controller is down.
 */
final class WaitingRuleTests extends WaitingStep {

  private EmbeddedPrometheus prometheus;
  private Path programs;
  private Path calls;
  private Path done;

  @Override
  void start(Path directory) throws Exception {
    prometheus = new EmbeddedPrometheus(directory);
    programs = Files.createDirectory(directory.resolve("programs"));
    calls = directory.resolve("calls");
    done = directory.resolve("done");
    Commands.script(
        programs.resolve("promtool"),
        """
            [ "$1" = --version ] && echo "stand-in for promtool" && exit
            echo "$@" >>'%s'
            i=0
            while [ ! -e '%s' ] && [ $((i += 1)) -lt 3000 ]; do sleep 0.1; done
            """
            .formatted(calls, done));
  }

  @Override
  void configure(Platform platform) {
    FileSdRegistration files = new FileSdRegistration(prometheus.targetsDirectory().toString());
    files.setRulesDirectory(prometheus.rulesDirectory().toString());
    PrometheusTarget target = new PrometheusTarget(prometheus.uri().toString());
    target.setCredentialsId("remote");
    target.setRegistration(files);
    platform.setPrometheus(target);
  }

  @Override
  String script() {
    return """
    node {
      writeFile file: 'alerts.yaml', text: 'groups: [{name: shop, rules: [{record: a, expr: up}]}]'
      writeFile file: 'alerts_test.yaml', text: 'rule_files: [alerts.yaml]'
      withEnv(['PATH+PROMTOOL=%s']) {
        paasMonitor targets: ['127.0.0.1:1'], verify: false, rules: 'alerts.yaml',
          ruleTests: ['alerts_test.yaml']
      }
    }
    """
        .formatted(programs);
  }

  @Override
  String waits() {
    return "testing the rules with stand-in for promtool";
  }

  @Override
  void release() throws Exception {
    Files.createFile(done);
  }

  @Override
  String ends() {
    return "the unit tests of the rules passed: alerts_test.yaml";
  }

  @Override
  void assertOnce(WorkflowRun run) throws Exception {
    assertEquals(List.of("test rules alerts_test.yaml"), Files.readAllLines(calls));
    assertEquals(1, count(run, "the unit tests of the rules passed"));
    assertTrue(Files.exists(prometheus.rulesDirectory().resolve("paas-shop.yaml")));
  }

  @Override
  public void close() throws Exception {
    prometheus.close();
  }
}
