package io.jenkins.plugins.paas.image.bench;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import io.jenkins.embedded.platform.registry.DockerRegistryProcess;
import io.jenkins.embedded.platform.registry.RegistryServer;
import io.jenkins.plugins.paas.image.DockerDaemon;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.RegistryTarget;
import io.jenkins.plugins.paas.testing.Commands;
import io.jenkins.plugins.paas.testing.OnController;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** A controller, a real engine and a real registry, with a base image that was imported here. */
final class BenchSite implements AutoCloseable {

  private static final String TOKEN = "b3nch-t0ken";
  private static final Pattern MILLIS = Pattern.compile("step took (\\d+) ms");

  private final JenkinsRule jenkins;
  private final DockerRegistryProcess registry;
  private final DockerDaemon engine;
  private final Path login;
  private final Map<String, WorkflowJob> jobs = new HashMap<>(); // each with its own workspace
  private int images;

  /** What is measured. */
  interface Work {
    void with(BenchSite site) throws Exception;
  }

  /**
   * @param directory for engine, registry and logins
   * @param base a root file system, as a tar
   */
  static void open(Path directory, Path base, Work work) throws Exception {
    OnController.run(
        jenkins -> {
          try (BenchSite site = new BenchSite(jenkins, directory, base)) {
            work.with(site);
          }
        });
  }

  private BenchSite(JenkinsRule jenkins, Path directory, Path base) throws Exception {
    this.jenkins = jenkins;
    registry = DockerRegistryProcess.start(Files.createDirectories(directory.resolve("r")), TOKEN);
    engine = DockerDaemon.start(Files.createDirectories(directory.resolve("e")));
    login = Files.createDirectories(directory.resolve("login"));
    String imported =
        engine.output(
            "import", "--change", "ENV PATH=/opt/java/bin:/bin", base.toString(), "paas/jre");
    if (!imported.startsWith("sha256:")) {
      throw new IllegalStateException(imported);
    }
    docker("login", "-u", RegistryServer.USER, "-p", TOKEN, host());
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "registry", null, RegistryServer.USER, TOKEN));
    Platform platform = new Platform("bench");
    RegistryTarget target = new RegistryTarget(registry.uri().toString());
    target.setCredentialsId("registry");
    platform.setRegistry(target);
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  String host() {
    return registry.uri().getAuthority();
  }

  /** {@code docker build} and {@code docker push} of the directory, in seconds. */
  double byHand(BenchApplication application) throws Exception {
    String image = host() + "/hand/app:" + ++images;
    return docker("build", "-t", image, application.directory().toString()) + docker("push", image);
  }

  private double docker(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "DOCKER_BUILDKIT=1",
                "docker",
                "--config",
                login.toString(),
                "--host",
                engine.host()));
    command.addAll(List.of(arguments));
    return Commands.run(command);
  }

  /**
   * {@code paasBuildImage} of the same, in seconds. The copy into the workspace is not measured: by
   * hand the files are there, too.
   *
   * @param builder its arguments as a Jenkinsfile has them
   */
  double byStep(BenchApplication application, String repository, String builder) throws Exception {
    WorkflowJob job = jobs.get(repository);
    if (job == null) {
      job = jenkins.createProject(WorkflowJob.class);
      jobs.put(repository, job);
    }
    job.setDefinition(
        new CpsFlowDefinition(
            """
            node {
              sh 'rm -rf app && cp -rp %s app'
              withEnv(['DOCKER_HOST=%s']) {
                long start = System.currentTimeMillis()
                paasBuildImage(image: '%s:%d', context: 'app', %s)
                echo "step took ${System.currentTimeMillis() - start} ms"
              }
            }
            """
                .formatted(application.directory(), engine.host(), repository, ++images, builder),
            true));
    WorkflowRun run = jenkins.buildAndAssertSuccess(job);
    Matcher millis = MILLIS.matcher(JenkinsRule.getLog(run));
    if (!millis.find()) {
      throw new IllegalStateException(JenkinsRule.getLog(run));
    }
    return Long.parseLong(millis.group(1)) / 1e3;
  }

  @Override
  public void close() throws InterruptedException {
    engine.close();
    registry.close();
  }
}
