package io.jenkins.plugins.paas.environment;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import hudson.util.Secret;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.jenkins.embedded.platform.runtime.RuntimeFixture;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Pruning, drift and going back, as a Pipeline has them. */
public class LifeOfAnEnvironmentTest {

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public RuntimeFixture runtime = new RuntimeFixture();

  private WorkflowJob job;

  @Before
  public void start() throws Exception {
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new StringCredentialsImpl(
                CredentialsScope.GLOBAL, "kube", "", Secret.fromString(RuntimeFixture.TOKEN)));
    ClusterTarget cluster = new ClusterTarget(runtime.cluster.uri().toString());
    cluster.setCredentialsId("kube");
    Platform platform = new Platform("test");
    platform.setCluster(cluster);
    PaasConfiguration.get().setPlatforms(List.of(platform));
    job = j.createProject(WorkflowJob.class, "release");
  }

  private WorkflowRun provision(Result expected, String arguments) throws Exception {
    job.setDefinition(
        new CpsFlowDefinition(
            "def e = paasProvision(application: 'shop', environment: 'staging', "
                + arguments
                + ")\necho \"outcomes ${e.objects.collect { it.name + '=' + it.outcome }}\"",
            true));
    return j.buildAndAssertStatus(expected, job);
  }

  private ConfigMap map(String name) {
    return runtime.client.configMaps().inNamespace("shop-staging").withName(name).get();
  }

  private static String maps(String... names) {
    return "config: [" + String.join(", ", List.of(names)) + "]";
  }

  @Test
  public void whatLeftIsPrunedButNotWhatHoldsDataOrIsAnothers() throws Exception {
    String volume =
        "text: '''{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec:"
            + " {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}''', ";
    provision(Result.SUCCESS, volume + "wait: false, " + maps("a: [k: '1']", "b: [k: '1']"));
    runtime
        .client
        .configMaps()
        .inNamespace("shop-staging")
        .resource(new ConfigMapBuilder().withNewMetadata().withName("others").endMetadata().build())
        .create();

    WorkflowRun run =
        provision(Result.SUCCESS, "wait: false, dryRun: true, " + maps("a: [k: '1']"));
    j.assertLogContains("ConfigMap/b would be pruned", run);
    assertNotNull(map("b"));

    run = provision(Result.SUCCESS, "wait: false, prune: false, " + maps("a: [k: '1']"));
    assertNotNull(map("b"));

    run = provision(Result.SUCCESS, "wait: false, " + maps("a: [k: '1']"));
    j.assertLogContains("b=pruned", run);
    j.assertLogContains(
        "PersistentVolumeClaim/data is no part of the environment any more, and is left: it may"
            + " hold data (pruneData: true removes it)",
        run);
    assertNull(map("b"));
    assertNotNull(map("others"));

    run = provision(Result.SUCCESS, "wait: false, pruneData: true, " + maps("a: [k: '1']"));
    j.assertLogContains("PersistentVolumeClaim/data pruned", run);
  }

  @Test
  public void whatWasChangedByHandIsTold() throws Exception {
    provision(Result.SUCCESS, maps("a: [k: '1', l: '1']", "b: [k: '1']", "c: [k: '1']"));
    j.assertLogContains(
        "drift: nothing was changed by hand", provision(Result.SUCCESS, "drift: true"));
    runtime
        .client
        .configMaps()
        .inNamespace("shop-staging")
        .withName("a")
        .edit(m -> new ConfigMapBuilder(m).addToData("k", "2").build());
    runtime.client.configMaps().inNamespace("shop-staging").withName("b").delete();
    WorkflowRun run = provision(Result.SUCCESS, "drift: true");
    j.assertLogContains("ConfigMap/a was changed", run);
    j.assertLogContains("fabric8", run);
    j.assertLogContains("ConfigMap/b was deleted", run);
    j.assertLogNotContains("ConfigMap/c was", run);
    assertEquals("2", map("a").getData().get("k"));
    assertNull(map("b"));
  }

  @Test
  public void anEarlierRevisionComesBack() throws Exception {
    provision(Result.SUCCESS, maps("a: [k: '1']", "old: [k: '1']"));
    provision(Result.SUCCESS, maps("a: [k: '2']"));
    provision(Result.SUCCESS, maps("a: [k: '2']"));
    assertNull(map("old"));
    WorkflowRun run = provision(Result.SUCCESS, "revision: -1");
    j.assertLogContains("going back to revision -1", run);
    assertEquals("1", map("a").getData().get("k"));
    assertNotNull(map("old"));
    run = provision(Result.FAILURE, "revision: 9");
    j.assertLogContains("There is no revision 9 of shop-staging: it has 1 to 3.", run);
    run = provision(Result.FAILURE, "revision: -1, text: 'x'");
    j.assertLogContains("revision goes back to what was applied then: leave out manifests", run);
  }

  @Test
  public void tenRevisionsAreKept() throws Exception {
    for (int i = 1; i <= 12; i++) {
      provision(Result.SUCCESS, maps("a: [k: '" + i + "']"));
    }
    assertEquals(
        10,
        runtime
            .client
            .secrets()
            .inNamespace("shop-staging")
            .withLabel("paas.jenkins.io/revision")
            .list()
            .getItems()
            .size());
    provision(Result.SUCCESS, "revision: 3");
    assertEquals("3", map("a").getData().get("k"));
  }
}
