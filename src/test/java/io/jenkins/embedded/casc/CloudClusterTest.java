package io.jenkins.embedded.casc;

import hudson.model.Result;
import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** A platform whose cluster is a cloud of the Kubernetes plugin. */
public class CloudClusterTest {

  private static final String TOKEN = "cl0ud-t0ken";

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private static String configuration(String server) {
    return """
    credentials:
      system:
        domainCredentials:
        - credentials:
          - string: {scope: GLOBAL, id: agents, secret: %s}
    jenkins:
      clouds:
      - kubernetes: {name: lab, serverUrl: "%s", credentialsId: agents}
      - kubernetes: {name: inside}
      - kubernetes: {name: theirs, serverUrl: "%s", usageRestricted: true}
      - kubernetes: {name: blind, serverUrl: "%s", skipTlsVerify: true}
    unclassified:
      paas:
        platforms:
        - {name: lab, cluster: {cloud: lab}}
        - {name: both, cluster: {cloud: lab, url: "%s"}}
        - {name: none, cluster: {cloud: lap}}
        - {name: theirs, cluster: {cloud: theirs}}
        - {name: inside, cluster: {cloud: inside}}
        - {name: blind, cluster: {cloud: blind}}
    """
        .formatted(TOKEN, server, server, server, server);
  }

  private WorkflowRun provision(WorkflowJob job, String platform, Result result) throws Exception {
    job.setDefinition(
        new CpsFlowDefinition(
            "paasProvision(platform: '%s', application: 'shop', environment: 'staging')"
                .formatted(platform),
            true));
    return j.buildAndAssertStatus(result, job);
  }

  @Test
  public void itsCloudSaysWhereAndWho() throws Exception {
    try (EmbeddedKubernetes cluster =
        EmbeddedKubernetes.withoutControllers(folder.getRoot().toPath(), TOKEN)) {
      ConfigurationFile.apply(configuration(cluster.uri().toString()), "test", Map.of());
      WorkflowJob job = j.createProject(WorkflowJob.class, "release");
      WorkflowRun run = provision(job, "lab", Result.SUCCESS);
      j.assertLogContains("to namespace shop-staging at " + cluster.uri(), run);
      j.assertLogNotContains(TOKEN, run);
      j.assertLogContains(
          "The cloud 'lab' says where and who: leave out the URL and the credential of the cluster"
              + " of platform 'both'.",
          provision(job, "both", Result.FAILURE));
      j.assertLogContains(
          "There is no cloud 'lap' of the Kubernetes plugin",
          provision(job, "none", Result.FAILURE));
      j.assertLogContains(
          "is for folders that permit it, and none of release does",
          provision(job, "theirs", Result.FAILURE));
      j.assertLogContains(
          "by the controller's own service account", provision(job, "inside", Result.FAILURE));
      j.assertLogContains("skips the verification of TLS", provision(job, "blind", Result.FAILURE));
    }
  }
}
