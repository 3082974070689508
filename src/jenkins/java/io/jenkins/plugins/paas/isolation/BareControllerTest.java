package io.jenkins.plugins.paas.isolation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.util.Secret;
import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import io.jenkins.embedded.platform.runtime.RegistryAccess;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/**
 * The default build's file on a controller of its own with no more than it requires: no Kubernetes
 * plugin, no folders, no configuration as code.
 */
public class BareControllerTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Rule
  public final RealJenkinsRule controller =
      new RealJenkinsRule().omitPlugins("paas").prepareHomeLazily(true);

  @Test
  public void itStartsWithWhatThePluginRequiresAlone() throws Throwable {
    Set<String> installed = install();
    assertTrue(
        "no optional plugin " + installed,
        Collections.disjoint(
            installed,
            Set.of("kubernetes", "configuration-as-code", "cloudbees-folder", "docker-commons")));
    controller.then(BareControllerTest::isHealthy);
  }

  @Test
  public void aStepRunsWhereThereArePipelines() throws Throwable {
    install("workflow-job", "workflow-cps");
    try (EmbeddedKubernetes cluster =
        new EmbeddedKubernetes(folder.getRoot().toPath(), "token", RegistryAccess.none())) {
      String url = cluster.uri().toString();
      controller.then((RealJenkinsRule.Step) rule -> provision(rule, url));
    }
  }

  private Set<String> install(String... more) throws Exception {
    PluginFile plugin = PluginFile.ofDefaultBuild();
    Set<String> installed = plugin.closure(more);
    Set<String> omitted = new TreeSet<>(PluginFile.resolvedNames());
    omitted.removeAll(installed);
    controller.omitPlugins(omitted.toArray(new String[0]));
    Path plugins = controller.getHome().toPath().resolve("plugins");
    Files.createDirectories(plugins);
    Files.copy(plugin.path(), plugins.resolve("paas.jpi"));
    System.out.println("paas.hpi with " + installed.size() + " plugins: " + installed);
    return installed;
  }

  private static void isHealthy(JenkinsRule rule) {
    Jenkins jenkins = rule.jenkins;
    assertEquals(List.of(), jenkins.getPluginManager().getFailedPlugins());
    assertTrue(jenkins.getPluginManager().getPlugin("paas").isActive());
    Set<String> ours = new TreeSet<>();
    for (Descriptor<?> descriptor : ExtensionList.lookup(Descriptor.class)) {
      if (descriptor.getClass().getName().startsWith("io.jenkins.plugins.paas.")) {
        ours.add(descriptor.clazz.getSimpleName());
      }
    }
    assertTrue(ours.toString(), ours.containsAll(Set.of("ProvisionStep", "PaasConfiguration")));
    List<String> errors = new ArrayList<>();
    for (LogRecord record : Jenkins.logRecords) {
      String text = record.getLoggerName() + ": " + record.getMessage() + " " + record.getThrown();
      if (record.getLevel().intValue() >= Level.SEVERE.intValue() || text.contains("paas")) {
        errors.add(text);
      }
    }
    assertEquals(List.of(), errors);
  }

  private static void provision(JenkinsRule rule, String cluster) throws Exception {
    isHealthy(rule);
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new StringCredentialsImpl(
                CredentialsScope.GLOBAL, "token", "", Secret.fromString("token")));
    Platform platform = new Platform("staging");
    ClusterTarget target = new ClusterTarget(cluster);
    target.setCredentialsId("token");
    platform.setCluster(target);
    PaasConfiguration.get().setPlatforms(List.of(platform));
    WorkflowJob job = rule.createProject(WorkflowJob.class, "shop");
    job.setDefinition(
        new CpsFlowDefinition(
            "withPaas(platform: 'staging', application: 'shop') {\n"
                + "  paasProvision(environment: 'test', quota: [cpu: '2'], text: '''\n"
                + "kind: ConfigMap\napiVersion: v1\nmetadata: {name: greeting}\n"
                + "data: {text: hello}''')\n"
                + "}",
            true));
    WorkflowRun build = rule.buildAndAssertSuccess(job);
    rule.assertLogContains("ConfigMap/greeting", build);
    rule.assertLogContains("Release passport", build);
    System.out.println(JenkinsRule.getLog(build));
  }
}
