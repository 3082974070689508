package io.jenkins.plugins.paas.image;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.embedded.platform.registry.EmbeddedRegistry;
import io.jenkins.embedded.platform.registry.RegistryServer;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.image.registry.RegistryCredential;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.RegistryTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** A controller with one platform whose registry is the stand-in, and Pipelines on it. */
final class ImageFixture implements AutoCloseable {

  static final String TOKEN = "r3gistry-t0ken";

  static final String WRONG = "wr0ng-passw0rd";

  /** What the credential {@code npm-token} holds. */
  static final String SECRET = "npm-s3cret-v4lue";

  private final JenkinsRule jenkins;
  private final Path directory;
  final RegistryServer registry;

  ImageFixture(JenkinsRule jenkins, Path directory) throws Exception {
    this.jenkins = jenkins;
    this.directory = directory;
    this.registry = new EmbeddedRegistry(directory, TOKEN);
    credential("registry", TOKEN);
    credential("wrong", WRONG);
    text("npm-token", SECRET);
    configure(registry.uri().toString());
  }

  static void text(String id, String value) throws Exception {
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new StringCredentialsImpl(CredentialsScope.GLOBAL, id, null, Secret.fromString(value)));
  }

  /** All that the registry stores, layers unpacked, as one text of bytes. */
  String blobs() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] content = Files.readAllBytes(file);
        boolean zipped = content.length > 2 && content[0] == 0x1f && content[1] == (byte) 0x8b;
        if (zipped) {
          try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            content = in.readAllBytes();
          }
        }
        all.append(new String(content, StandardCharsets.ISO_8859_1)).append('\n');
      }
    }
    return all.toString();
  }

  static void credential(String id, String password) throws Exception {
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
