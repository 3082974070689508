package io.jenkins.plugins.paas.image;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.Secret;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.LeftOver;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.ThisController;
import io.jenkins.plugins.paas.testing.SampleCluster;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Which build pods nobody waits for any more. */
public class BuildPodLeftOversTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: %s
        namespace: paas-builds
        labels: {app.kubernetes.io/managed-by: paas}
        annotations: {paas.jenkins.io/controller: '%s', paas.jenkins.io/run-id: '%s'}
      spec: {containers: [{name: buildkit, image: 'moby/buildkit:rootless'}]}
      """;

  @Rule public final JenkinsRule rule = new JenkinsRule();
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void podsOfBuildsThatEndedOrAreGoneAreLeftOverAndOthersStay() throws Exception {
    WorkflowJob job = rule.createProject(WorkflowJob.class, "release");
    job.setDefinition(new CpsFlowDefinition("echo 'built'", true));
    rule.buildAndAssertSuccess(job);
    String own = ThisController.id();
    try (SampleCluster cluster = SampleCluster.start(folder.getRoot().toPath())) {
      for (List<String> one :
          List.of(
              List.of("paas-build-1", own, "release#1"),
              List.of("paas-build-2", own, "deleted#7"),
              List.of("paas-build-3", "0123456789ab", "release#1"),
              List.of("something-else", own, "release#1"))) {
        cluster.create(YamlText.parseAll(POD.formatted(one.toArray()), "pod"));
      }
      Platform platform = platform(cluster);
      BuildPodLeftOvers leftOvers = new BuildPodLeftOvers();
      List<LeftOver> found = leftOvers.find(platform);
      assertEquals(
          List.of("pod paas-builds/paas-build-1", "pod paas-builds/paas-build-2"),
          found.stream().map(LeftOver::what).sorted().toList());
      assertEquals(
          List.of("its build is gone", "its build is over"),
          found.stream().map(LeftOver::reason).sorted().toList());
      for (LeftOver one : found) {
        assertTrue(leftOvers.remove(platform, one));
        assertFalse("once", leftOvers.remove(platform, one));
      }
      assertEquals(List.of(), leftOvers.find(platform));
    }
  }

  private static Platform platform(SampleCluster cluster) {
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new StringCredentialsImpl(
                CredentialsScope.GLOBAL, "cluster", "", Secret.fromString(SampleCluster.TOKEN)));
    ClusterTarget target = new ClusterTarget(cluster.uri().toString());
    target.setCredentialsId("cluster");
    Platform platform = new Platform("staging");
    platform.setCluster(target);
    return platform;
  }
}
