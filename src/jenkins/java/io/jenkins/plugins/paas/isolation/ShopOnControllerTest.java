package io.jenkins.plugins.paas.isolation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import hudson.FilePath;
import hudson.PluginManager;
import io.jenkins.embedded.platform.EmbeddedPlatform;
import io.jenkins.embedded.platform.opensearch.OpenSearchProcess;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/**
 * The default build's file on a genuine controller: it delivers the sample application from its own
 * Jenkinsfile to the stand-ins, which run in the test's JVM.
 */
public class ShopOnControllerTest {

  private static final Path SHOP = Path.of("examples/shop").toAbsolutePath();

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Rule
  public final RealJenkinsRule controller =
      new RealJenkinsRule().omitPlugins("paas").prepareHomeLazily(true);

  @Test
  public void theSampleIsDeliveredFromItsJenkinsfile() throws Throwable {
    PluginFile plugin = PluginFile.ofDefaultBuild();
    Path search = Path.of("target", OpenSearchProcess.CLASS_PATH_FILE).toAbsolutePath();
    if (System.getProperty(OpenSearchProcess.CLASS_PATH_PROPERTY) == null) {
      Assume.assumeTrue(search + " is not there: the default build makes it", Files.exists(search));
      System.setProperty(OpenSearchProcess.CLASS_PATH_PROPERTY, search.toString());
    }
    Path plugins = controller.getHome().toPath().resolve("plugins");
    Files.createDirectories(plugins);
    Files.copy(plugin.path(), plugins.resolve("paas.jpi"));
    Path state = folder.newFolder().toPath();
    try (EmbeddedPlatform platform =
        EmbeddedPlatform.start(state, line -> System.out.println("[platform] " + line))) {
      platform.pipeline(SHOP.resolve("spinnaker/deploy-production.json"));
      Path configuration = state.resolve("platforms.yaml");
      platform.writeConfiguration(configuration);
      String file = configuration.toString();
      String shop = SHOP.toString();
      controller.then((RealJenkinsRule.Step) rule -> deliver(rule, file, shop));
    }
  }

  private static void deliver(JenkinsRule rule, String configuration, String shop)
      throws Exception {
    assertLoadsBesideOthers(rule.jenkins.getPluginManager());
    assertLibrariesAreShared(rule.jenkins.getPluginManager());
    assertNothingEmbedded();
    ConfigurationAsCode.get().configure(configuration);
    WorkflowJob job = rule.createProject(WorkflowJob.class, "shop");
    new FilePath(new File(shop)).copyRecursiveTo(rule.jenkins.getWorkspaceFor(job));
    job.setDefinition(new CpsFlowDefinition(Files.readString(Path.of(shop, "Jenkinsfile")), true));
    WorkflowRun build = job.scheduleBuild2(0).waitForStart();
    rule.waitForCompletion(build);
    System.out.println(JenkinsRule.getLog(build));
    rule.assertBuildStatusSuccess(build);
    rule.assertLogContains("Release passport", build);
    String passport = Files.readString(build.getRootDir().toPath().resolve("passport.json"));
    for (String kind : List.of("image", "environment", "monitoring", "logging", "deployment")) {
      assertTrue(passport, passport.contains("\"kind\" : \"" + kind + "\""));
    }
  }

  private static void assertLoadsBesideOthers(PluginManager plugins) {
    assertEquals(List.of(), plugins.getFailedPlugins());
    for (String name :
        List.of("paas", "kubernetes", "pipeline-utility-steps", "configuration-as-code")) {
      assertTrue(name, plugins.getPlugin(name).isActive());
    }
  }

  /** A library that an API plugin brings is that plugin's for ours too, not a second copy. */
  private static void assertLibrariesAreShared(PluginManager plugins) throws Exception {
    Map<String, String> libraries =
        Map.of(
            "com.fasterxml.jackson.databind.ObjectMapper", "jackson2-api",
            "org.yaml.snakeyaml.Yaml", "snakeyaml-api",
            "io.fabric8.kubernetes.client.KubernetesClient", "kubernetes-client-api",
            "org.apache.http.client.HttpClient", "apache-httpcomponents-client-4-api",
            "com.google.gson.Gson", "gson-api",
            "org.objectweb.asm.ClassReader", "asm-api",
            "org.apache.commons.compress.archivers.tar.TarArchiveEntry", "commons-compress-api");
    ClassLoader ours = plugins.getPlugin("paas").classLoader;
    for (Map.Entry<String, String> library : libraries.entrySet()) {
      ClassLoader theirs = plugins.getPlugin(library.getValue()).classLoader;
      assertSame(
          library.getKey(), theirs.loadClass(library.getKey()), ours.loadClass(library.getKey()));
    }
  }

  /** The plugin's own loader finds no class of the embedded root, and Jenkins' API at Jenkins. */
  private static void assertNothingEmbedded() throws Exception {
    ClassLoader loader = Jenkins.get().getPluginManager().getPlugin("paas").classLoader;
    assertEquals(null, loader.getResource("io/jenkins/embedded/build/AnnotationIndex.class"));
    URL core = loader.getResource("jenkins/model/Jenkins.class");
    assertFalse(core.toString(), core.toString().contains("paas"));
  }
}
