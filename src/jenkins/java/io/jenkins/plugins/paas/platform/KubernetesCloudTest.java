package io.jenkins.plugins.paas.platform;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import java.util.List;
import org.csanchez.jenkins.plugins.kubernetes.KubernetesCloud;
import org.csanchez.jenkins.plugins.kubernetes.KubernetesFolderProperty;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** A platform whose cluster is a cloud of the genuine Kubernetes plugin. */
public class KubernetesCloudTest {

  private static final String TOKEN = "cl0ud-t0ken";

  @Rule public final JenkinsRule j = new JenkinsRule();
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aPlatformsClusterIsTheClouds() throws Exception {
    try (EmbeddedKubernetes cluster =
        EmbeddedKubernetes.withoutControllers(folder.getRoot().toPath(), TOKEN)) {
      SystemCredentialsProvider.getInstance()
          .getCredentials()
          .add(
              new StringCredentialsImpl(
                  CredentialsScope.GLOBAL, "agents", "", Secret.fromString(TOKEN)));
      KubernetesCloud cloud = new KubernetesCloud("lab");
      cloud.setServerUrl(cluster.uri().toString());
      cloud.setCredentialsId("agents");
      j.jenkins.clouds.add(cloud);
      ClusterTarget target = new ClusterTarget(null);
      target.setCloud("lab");
      Platform platform = new Platform("lab");
      platform.setCluster(target);
      PaasConfiguration.get().setPlatforms(List.of(platform));

      WorkflowJob job = j.createProject(WorkflowJob.class, "release");
      job.setDefinition(
          new CpsFlowDefinition(
              "paasProvision(application: 'shop', environment: 'staging')", true));
      WorkflowRun run = j.buildAndAssertSuccess(job);
      j.assertLogContains("to namespace shop-staging at " + cluster.uri(), run);

      cloud.setUsageRestricted(true);
      j.assertLogContains(
          "is for folders that permit it", j.buildAndAssertStatus(Result.FAILURE, job));
      Folder folder = j.createProject(Folder.class, "ops");
      KubernetesFolderProperty permits = new KubernetesFolderProperty();
      permits.setPermittedClouds(List.of("lab"));
      folder.addProperty(permits);
      WorkflowJob inside = folder.createProject(WorkflowJob.class, "release");
      inside.setDefinition(job.getDefinition());
      j.buildAndAssertSuccess(inside);

      cloud.setSkipTlsVerify(true);
      j.assertLogContains(
          "skips the verification of TLS", j.buildAndAssertStatus(Result.FAILURE, inside));
    }
  }
}
