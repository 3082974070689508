package io.jenkins.plugins.paas.monitoring;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import hudson.util.Secret;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.jenkins.embedded.platform.runtime.RuntimeFixture;
import io.jenkins.plugins.paas.monitoring.prometheus.FileSd;
import io.jenkins.plugins.paas.monitoring.prometheus.RegisteredGroup;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetGroup;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetOwner;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.EnvironmentEnd;
import io.jenkins.plugins.paas.platform.FileSdRegistration;
import io.jenkins.plugins.paas.platform.HttpSdRegistration;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import io.jenkins.plugins.paas.platform.Registration;
import io.jenkins.plugins.paas.platform.ThisController;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** paasDestroy ends what Prometheus was told of the environment's Services. */
public class TargetsOfEnvironmentTest {

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public RuntimeFixture runtime = new RuntimeFixture();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private Platform platform(Registration registration) {
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new StringCredentialsImpl(
                CredentialsScope.GLOBAL, "kube", "", Secret.fromString(RuntimeFixture.TOKEN)));
    ClusterTarget cluster = new ClusterTarget(runtime.cluster.uri().toString());
    cluster.setCredentialsId("kube");
    PrometheusTarget prometheus = new PrometheusTarget("http://127.0.0.1:1");
    prometheus.setRegistration(registration);
    Platform platform = new Platform("staging");
    platform.setCluster(cluster);
    platform.setPrometheus(prometheus);
    PaasConfiguration.get().setPlatforms(List.of(platform));
    return platform;
  }

  private static TargetGroup group(String registration, String controller) {
    return TargetGroup.of(registration, List.of("h:1"), "/metrics", Map.of())
        .by(new TargetOwner(controller, "release"));
  }

  private static List<String> names(List<RegisteredGroup> groups) {
    return groups.stream().map(g -> g.application() + " " + g.registration()).toList();
  }

  private WorkflowRun run(Result expected, String script) throws Exception {
    WorkflowJob job = j.jenkins.getItemByFullName("release", WorkflowJob.class);
    job = job == null ? j.createProject(WorkflowJob.class, "release") : job;
    job.setDefinition(
        new CpsFlowDefinition("withPaas(application: 'shop') {\n" + script + "\n}", true));
    return j.buildAndAssertStatus(expected, job);
  }

  @Test
  public void theRegistrationsOfItsServicesEndAndAllOthersStay() throws Exception {
    platform(new FileSdRegistration(folder.getRoot().toString()));
    FileSd files = new FileSd(folder.getRoot().toPath());
    files.register("shop", group("shop-staging/api", ThisController.id()));
    files.register("shop", group("shop-staging/foreign", "0123456789ab"));
    files.register("shop", group("shop-staging-2/api", ThisController.id()));
    files.register("shop", group("targets", ThisController.id()));
    files.register("other", group("shop-staging/api", ThisController.id()));
    WorkflowRun run =
        run(
            Result.SUCCESS,
            "paasProvision(environment: 'staging', wait: false, config: [a: [k: '1']])\n"
                + "paasDestroy('staging')");
    j.assertLogContains("[paas:destroy] registration shop-staging/api at Prometheus ended\n", run);
    assertNull(runtime.client.namespaces().withName("shop-staging").get());
    assertEquals(
        List.of(
            "other shop-staging/api",
            "shop shop-staging-2/api",
            "shop shop-staging/foreign",
            "shop targets"),
        names(files.registered()));
    j.assertLogNotContains("at Prometheus ended", run(Result.SUCCESS, "paasDestroy('staging')"));
  }

  @Test
  public void theyEndWithAPreviewToo() throws Exception {
    platform(new FileSdRegistration(folder.getRoot().toString()));
    FileSd files = new FileSd(folder.getRoot().toPath());
    files.register("shop", group("shop-pr-7/api", ThisController.id()));
    files.register("shop", group("targets", ThisController.id()));
    WorkflowRun run =
        run(Result.SUCCESS, "paasPreview(environment: 'pr-7', ttl: '1h') { echo 'used' }");
    j.assertLogContains("[paas:preview] registration shop-pr-7/api at Prometheus ended\n", run);
    assertEquals(List.of("shop targets"), names(files.registered()));
  }

  @Test
  public void aNamespaceOfSomebodyElseKeepsItsRegistrations() throws Exception {
    platform(new FileSdRegistration(folder.getRoot().toString()));
    FileSd files = new FileSd(folder.getRoot().toPath());
    files.register("shop", group("shop-staging/api", ThisController.id()));
    runtime
        .client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName("shop-staging").endMetadata().build())
        .create();
    j.assertLogContains(
        "was not made by paasProvision", run(Result.FAILURE, "paasDestroy('staging')"));
    assertEquals(List.of("shop shop-staging/api"), names(files.registered()));
  }

  @Test
  public void whatCannotBeEndedIsSaidWhenTheNamespaceIsGone() throws Exception {
    platform(new FileSdRegistration(folder.getRoot().toString()));
    FileSd files = new FileSd(folder.getRoot().toPath());
    Files.writeString(files.file("shop"), "broken");
    WorkflowRun run =
        run(
            Result.FAILURE,
            "paasProvision(environment: 'staging', wait: false, config: [a: [k: '1']])\n"
                + "paasDestroy('staging')");
    j.assertLogContains(
        "The namespace shop-staging is gone, but not all that belongs to it elsewhere: ", run);
    j.assertLogContains("is not a list of target groups (line 1)", run);
    j.assertLogContains("Then run paasDestroy again, which ends the rest.", run);
    assertNull(runtime.client.namespaces().withName("shop-staging").get());
    Files.delete(files.file("shop"));
    run(Result.SUCCESS, "paasDestroy('staging')");
  }

  @Test
  public void whatThisControllerServesEndsToo() throws Exception {
    Platform platform = platform(new HttpSdRegistration());
    HttpSdStores.get().of("staging").register("shop", group("shop-a/api", ThisController.id()));
    HttpSdStores.get().of("staging").register("shop", group("shop-b/api", ThisController.id()));
    assertEquals(
        List.of("registration shop-a/api at Prometheus ended"),
        EnvironmentEnd.endAll(platform, "shop", "shop-a"));
    assertEquals(List.of(), EnvironmentEnd.endAll(platform, "shop", "shop-a"));
    assertEquals(List.of("shop shop-b/api"), names(HttpSdStores.get().of("staging").registered()));
  }
}
