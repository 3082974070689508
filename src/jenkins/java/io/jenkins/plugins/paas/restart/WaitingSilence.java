package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;

import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.AlertmanagerTarget;
import io.jenkins.plugins.paas.platform.Platform;
import java.nio.file.Path;
import java.time.Instant;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** {@code paasSilence}: its body runs while the controller restarts. */
final class WaitingSilence extends WaitingStep {

  private FaultyServer alertmanager;

  @Override
  void start(Path directory) throws Exception {
    alertmanager =
        FaultyServer.start(
            request -> {
              if (request.method().equals("POST")) {
                return FaultyServer.answer(200, "{\"silenceID\":\"s-1\"}");
              }
              boolean list = request.path().endsWith("/silences");
              return FaultyServer.answer(
                  200,
                  list
                      ? "[]"
                      : "{\"id\":\"s-1\",\"status\":{\"state\":\"active\"},\"startsAt\":\"2026-01-01T00:00:00.000Z\",\"endsAt\":\""
                          + Instant.now().plusSeconds(60)
                          + "\"}");
            });
  }

  @Override
  void configure(Platform platform) {
    AlertmanagerTarget target = new AlertmanagerTarget(alertmanager.uri().toString());
    target.setCredentialsId("remote");
    platform.setAlertmanager(target);
  }

  @Override
  String script() {
    return "paasSilence(matchers: [application: 'shop']) { echo 'in the body'\n sleep 8 }";
  }

  @Override
  String waits() {
    return "in the body";
  }

  @Override
  String ends() {
    return "silence s-1 ended";
  }

  @Override
  void assertOnce(WorkflowRun run) throws Exception {
    assertEquals("made once", 1, count(run, "[paas:silence] silence s-1 of {"));
    assertEquals(1, alertmanager.count("DELETE", "/api/v2/silence/s-1"));
  }

  @Override
  public void close() throws Exception {
    alertmanager.close();
  }
}
