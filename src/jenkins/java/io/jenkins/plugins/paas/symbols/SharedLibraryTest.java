package io.jenkins.plugins.paas.symbols;

import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.RegistryTarget;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.libs.GlobalLibraries;
import org.jenkinsci.plugins.workflow.libs.LibraryConfiguration;
import org.jenkinsci.plugins.workflow.libs.LibraryRetriever;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * A library's variable hides a symbol of the same name, as Jenkins has it for all symbols; what it
 * hides is still reached by its class.
 */
public class SharedLibraryTest {

  @ClassRule public static final JenkinsRule RULE = new JenkinsRule();

  @Before
  public void library() {
    LibraryConfiguration library = new LibraryConfiguration("house", new Written());
    library.setDefaultVersion("1");
    library.setImplicit(true);
    GlobalLibraries.get().setLibraries(List.of(library));
    Platform platform = new Platform("staging");
    platform.setRegistry(new RegistryTarget("http://127.0.0.1:9"));
    platform.setCluster(new ClusterTarget("http://127.0.0.1:9"));
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  @Test
  public void theLibrarysVariableWins() throws Exception {
    WorkflowRun build =
        run("echo jib(base: 'x') + ', ' + dockerEngine() + ', ' + claim(template: 'redis')");
    RULE.assertBuildStatusSuccess(build);
    RULE.assertLogContains(
        "jib of the house, dockerEngine of the house, claim of the house", build);
  }

  @Test
  public void aBuilderIsStillReachedByItsClass() throws Exception {
    for (String name : List.of("JibBuilder", "io.jenkins.plugins.paas.image.JibBuilder")) {
      WorkflowRun build =
          run(
              "node { paasBuildImage(image: 'shop/api', builder: [$class: '"
                  + name
                  + "', environment: [API_TOKEN: 'x']]) }");
      RULE.assertBuildStatus(Result.FAILURE, build);
      // jib itself answers, and had its arguments
      RULE.assertLogContains("variable of the image 'API_TOKEN' looks like a secret", build);
    }
  }

  @Test
  public void aClaimIsStillReachedByItsClass() throws Exception {
    WorkflowRun build =
        run(
            "node { paasProvision(application: 'shop', environment: 'e', text: 'kind: x', claims:"
                + " [[$class: 'Claim', template: 'nonsense', name: 'db']]) }");
    RULE.assertBuildStatus(Result.FAILURE, build);
    RULE.assertLogContains("'nonsense'", build);
  }

  /** What a library's author writes: a house default around ours. */
  @Test
  public void aVariableMayMakeTheBuilderItHides() throws Exception {
    WorkflowRun build = run("node { paasBuildImage(image: 'shop/api', builder: houseBuilder()) }");
    RULE.assertBuildStatus(Result.FAILURE, build);
    RULE.assertLogContains("variable of the image 'HOUSE_TOKEN' looks like a secret", build);
  }

  private static WorkflowRun run(String script) throws Exception {
    WorkflowJob job = RULE.createProject(WorkflowJob.class);
    job.setDefinition(new CpsFlowDefinition(script, true));
    return RULE.waitForCompletion(job.scheduleBuild2(0).waitForStart());
  }

  /** A library that is made on the spot. */
  public static final class Written extends LibraryRetriever {
    @Override
    public void retrieve(
        String name,
        String version,
        boolean changelog,
        FilePath target,
        Run<?, ?> run,
        TaskListener listener)
        throws Exception {
      FilePath variables = target.child("vars");
      for (String symbol : List.of("jib", "dockerEngine", "claim")) {
        variables
            .child(symbol + ".groovy")
            .write("def call(Map given = [:]) { '" + symbol + " of the house' }", "UTF-8");
      }
      variables
          .child("houseBuilder.groovy")
          .write("def call() { [$class: 'JibBuilder', environment: [HOUSE_TOKEN: 'x']] }", "UTF-8");
    }

    @Override
    public void retrieve(
        String name, String version, FilePath target, Run<?, ?> run, TaskListener listener)
        throws Exception {
      retrieve(name, version, false, target, run, listener);
    }
  }
}
