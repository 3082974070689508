package io.jenkins.plugins.paas.delivery;

import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class PropertiesStepTest {

  @Rule public JenkinsRule j = new JenkinsRule();

  private WorkflowJob job;

  @Before
  public void job() throws IOException {
    job = j.createProject(WorkflowJob.class, "release");
  }

  private WorkflowRun run(Result result, String step) throws Exception {
    job.setDefinition(new CpsFlowDefinition("node {\n" + step + "\n}", true));
    return j.buildAndAssertStatus(result, job);
  }

  private static String archived(WorkflowRun run, String file) throws IOException {
    return Files.readString(new File(run.getRootDir(), "archive/" + file).toPath());
  }

  @Test
  public void factsAreArchivedWhileTheBuildRuns() throws Exception {
    WorkflowRun run =
        run(
            Result.SUCCESS,
            "paasProperties properties: [version: '1.4', replicas: 3, canary: true]\n"
                + "paasProperties(file: 'facts.json', properties: [notes: \"of"
                + " ${env.JOB_NAME}\"])");
    assertEquals("version=1.4\nreplicas=3\ncanary=true\n", archived(run, "spinnaker.properties"));
    assertEquals("{\n  \"notes\" : \"of release\"\n}\n", archived(run, "facts.json"));
    j.assertLogContains("[paas:properties] spinnaker.properties archived, 35 bytes", run);
  }

  @Test
  public void nothingToSayIsAMistake() throws Exception {
    j.assertLogContains(
        "ERROR: paasProperties: there are no properties, and a file without any is lost",
        run(Result.FAILURE, "paasProperties properties: [:]"));
    j.assertLogContains(
        "ERROR: paasProperties: property 'version' has no value",
        run(Result.FAILURE, "paasProperties properties: [version: null]"));
    j.assertLogContains(
        "ERROR: paasProperties: 'out/a.json' is no file's name",
        run(Result.FAILURE, "paasProperties file: 'out/a.json', properties: [a: 1]"));
    j.assertLogContains(
        "ERROR: paasProperties", run(Result.FAILURE, "paasProperties properties: [a: [1, 2]]"));
  }
}
