package io.jenkins.plugins.paas.image;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import io.jenkins.embedded.platform.registry.EmbeddedRegistry;
import io.jenkins.embedded.platform.registry.RegistryServer;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.image.registry.RegistryCredential;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.RegistryTarget;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** A controller with one platform whose registry is the stand-in, and Pipelines on it. */
final class ImageFixture implements AutoCloseable {

  static final String TOKEN = "r3gistry-t0ken";

  static final String WRONG = "wr0ng-passw0rd";

  private final JenkinsRule jenkins;
  final RegistryServer registry;

  ImageFixture(JenkinsRule jenkins, Path directory) throws Exception {
    this.jenkins = jenkins;
    this.registry = new EmbeddedRegistry(directory, TOKEN);
    credential("registry", TOKEN);
    credential("wrong", WRONG);
    configure(registry.uri().toString());
  }

  private static void credential(String id, String password) throws Exception {
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, id, null, RegistryServer.USER, password));
  }

  void configure(String url) {
    Platform platform = new Platform("staging");
    RegistryTarget target = new RegistryTarget(url);
    target.setCredentialsId("registry");
    platform.setRegistry(target);
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  /** Runs a scripted body on a node to its end. */
  WorkflowRun run(Result expected, String body) throws Exception {
    return jenkins.buildAndAssertStatus(expected, job(body));
  }

  WorkflowJob job(String body) throws Exception {
    WorkflowJob job = jenkins.createProject(WorkflowJob.class);
    job.setDefinition(new CpsFlowDefinition("node {\n" + body + "\n}", true));
    return job;
  }

  String host() {
    return RegistryHost.of(registry.uri().toString()).name();
  }

  RegistryClient client() {
    return RegistryClient.of(
        RegistryHost.of(registry.uri().toString()),
        new RegistryCredential(RegistryServer.USER, () -> TOKEN));
  }

  @Override
  public void close() {
    registry.close();
  }
}
