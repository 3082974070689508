package io.jenkins.plugins.paas.delivery;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.delivery.gate.ExecutionStatus;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import io.jenkins.plugins.paas.delivery.gate.PipelineConfig;
import io.jenkins.plugins.paas.platform.LeftOver;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.ThisController;
import io.jenkins.plugins.paas.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Test;

/** What a build that is gone left running is canceled; nothing else is. */
public class ExecutionLeftOversTest extends GateBuilds {

  private static Map<String, Object> facts(String owner, String job) {
    return Map.of("ciOwner", owner, "ciJob", job, "ciBuildNumber", "7");
  }

  @Test
  public void whatWasToEndWithABuildThatIsGoneIsCanceled() throws Exception {
    pipeline("p", "[{'type':'wait','name':'Long','refId':'1','waitTime':600}]", "");
    script("paasDeploy(pipeline: 'p')");
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    j.waitForMessage("stage 'Long' (wait) running", run);
    Platform platform = PaasConfiguration.get().getPlatforms().get(0);
    ExecutionLeftOvers leftOvers = new ExecutionLeftOvers();
    try (GateClient client = client()) {
      PipelineConfig config = client.pipelineConfigs("shop").get(0);
      String gone = client.trigger(config, facts(ThisController.id(), "gone"));
      String others = client.trigger(config, facts("0123456789ab", "gone"));
      String byHand = client.trigger(config, Map.of());
      List<LeftOver> found = leftOvers.find(platform);
      assertEquals(List.of(gone), found.stream().map(LeftOver::id).toList());
      assertEquals("gone#7", found.get(0).run());
      assertEquals("execution " + gone + " of shop/p", found.get(0).what());
      assertTrue(leftOvers.remove(platform, found.get(0)));
      assertEquals(
          "Jenkins build gone#7 has ended",
          Await.until(
                  Duration.ofSeconds(10),
                  () -> client.execution(gone),
                  e -> e.status() == ExecutionStatus.CANCELED,
                  () -> "canceled")
              .cancellationReason());
      assertFalse("it has ended", leftOvers.remove(platform, found.get(0)));
      for (String id : List.of(others, byHand, executionOf(run))) {
        assertFalse(leftOvers.remove(platform, new LeftOver(id, "", "", "")));
        assertEquals(ExecutionStatus.RUNNING, client.execution(id).status());
      }
    }
    run.doStop();
    j.waitForCompletion(run);
    assertEquals(List.of(), leftOvers.find(platform));
  }
}
