package io.jenkins.plugins.paas.delivery;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Result;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Test;

/** Definitions of the repository in Spinnaker. */
public class PipelineStepTest extends GateBuilds {

  private static final String SHIP =
      "{\"name\": \"ship\", \"stages\": [{\"refId\": \"1\", \"type\": \"wait\", \"waitTime\": 5}]}";

  private WorkflowRun run(Result expected, String text, String steps) throws Exception {
    job.setDefinition(
        new CpsFlowDefinition(
            "node { withPaas(application: 'shop') { writeFile file: 'p', text: '''"
                + text
                + "'''\n"
                + steps
                + " } }",
            true));
    return j.buildAndAssertStatus(expected, job);
  }

  @Test
  public void argumentsSurviveTheRoundTripAndDefaultsAreLeftOut() throws Exception {
    DescribableModel<PipelineStep> model = DescribableModel.of(PipelineStep.class);
    assertEquals(Map.of("file", "f"), model.uninstantiate2(new PipelineStep("f")).getArguments());
    PipelineStep step = new PipelineStep("f");
    step.setPlan(true);
    step.setDelete(true);
    Map<String, Object> all = Map.of("file", "f", "plan", true, "delete", true);
    assertEquals(all, model.uninstantiate2(step).getArguments());
    assertEquals(all, model.uninstantiate2(model.instantiate(all, null)).getArguments());
  }

  @Test
  public void savedOnceThenUnchangedThenChanged() throws Exception {
    String steps =
        "p = paasPipeline file: 'p'\n echo \"id ${p.id.length()} changed ${p.changed}\"\n";
    WorkflowRun run =
        run(Result.SUCCESS, SHIP, "paasPipeline file: 'p', plan: true\n" + steps + steps);
    j.assertLogContains("pipeline ship would be saved", run);
    j.assertLogContains("+++ ship", run);
    j.assertLogContains("id 36 changed true", run);
    j.assertLogContains("pipeline ship unchanged", run);
    j.assertLogContains("id 36 changed false", run);

    run = run(Result.SUCCESS, SHIP.replace("5", "7"), steps);
    j.assertLogContains("-    \"waitTime\" : 5", run);
    j.assertLogContains("+    \"waitTime\" : 7", run);
    try (var client = client()) {
      assertEquals(1, client.pipelineConfigs("shop").size());
    }
  }

  @Test
  public void aLostAnswerSavesOnePipeline() throws Exception {
    try (FaultyServer proxy = FaultyServer.inFrontOf(gate.uri())) {
      proxy.only("POST", "/pipelines").then(FaultyServer.resetAfter());
      configure(proxy.uri().toString());
      j.assertLogContains(
          "pipeline ship saved", run(Result.SUCCESS, SHIP, "paasPipeline file: 'p'"));
    }
    try (var client = client()) {
      assertEquals(1, client.pipelineConfigs("shop").size());
    }
  }

  @Test
  public void deletionOnlyWhenAsked() throws Exception {
    run(Result.SUCCESS, SHIP, "paasPipeline file: 'p'");
    WorkflowRun run =
        run(
            Result.FAILURE,
            "name: shop\nemail: a@example.com",
            "paasPipeline file: 'p', delete: true");
    j.assertLogContains("Application 'shop' still has pipelines: ship. Delete them first.", run);
    run = run(Result.SUCCESS, SHIP, "paasPipeline file: 'p', delete: true");
    j.assertLogContains("pipeline ship deleted", run);
    run = run(Result.SUCCESS, SHIP, "paasPipeline file: 'p', delete: true");
    j.assertLogContains("pipeline ship is not there", run);
  }

  @Test
  public void anApplicationIsKeptToo() throws Exception {
    String text = "name: store\nemail: store@example.com\ndescription: The store";
    String steps = "a = paasPipeline file: 'p', application: 'store'\n echo \"is ${a.changed}\"\n";
    WorkflowRun run = run(Result.SUCCESS, text, steps + steps);
    j.assertLogContains("application store saved", run);
    j.assertLogContains("is true", run);
    j.assertLogContains("application store unchanged", run);
    j.assertLogContains("is false", run);
  }

  @Test
  public void templatesAndApplicationsAreLookedUp() throws Exception {
    String text =
        "name: t\n"
            + "schema: v2\n"
            + "type: templatedPipeline\n"
            + "template: {reference: \"spinnaker://canary:stable\", type:"
            + " front50/pipelineTemplate}";
    j.assertLogContains(
        "Spinnaker has no pipeline template 'spinnaker://canary:stable'",
        run(Result.FAILURE, text, "paasPipeline file: 'p'"));
    gate.template(new ObjectMapper().readTree("{\"id\":\"canary\",\"schema\":\"v2\"}"));
    run(Result.SUCCESS, text, "paasPipeline file: 'p'");
    j.assertLogContains(
        "Spinnaker has no application 'shup'. Did you mean 'shop'?",
        run(Result.FAILURE, SHIP, "paasPipeline file: 'p', application: 'shup'"));
  }

  @Test
  public void badDefinitionsAreNotSent() throws Exception {
    j.assertLogContains(
        "stage '1': 'waitTime' is missing",
        run(Result.FAILURE, "name: p\nstages: [{refId: 1, type: wait}]", "paasPipeline file: 'p'"));
    j.assertLogContains(
        "The file 'q' is not in the workspace", run(Result.FAILURE, "", "paasPipeline file: 'q'"));
    try (var client = client()) {
      assertEquals(0, client.pipelineConfigs("shop").size());
    }
  }
}
