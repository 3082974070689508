package io.jenkins.plugins.paas.platform;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import io.jenkins.embedded.platform.process.LocalServices;
import io.jenkins.embedded.platform.process.WatchedProcess;
import io.jenkins.embedded.platform.prometheus.PrometheusProcess;
import io.jenkins.embedded.platform.registry.DockerRegistryProcess;
import io.jenkins.plugins.paas.image.DockerDaemon;
import io.jenkins.plugins.paas.step.CheckResult;
import io.jenkins.plugins.paas.step.ReadinessReport;
import io.jenkins.plugins.paas.testing.RealKubernetes;
import io.jenkins.plugins.paas.testing.RealServices;
import io.jenkins.plugins.paas.testing.ServerKeys;
import io.jenkins.plugins.paas.testing.SharedElasticsearch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Real services of this machine: Docker Engine, a registry that gets a wrong password, a Kubernetes
 * API, a Prometheus that was stopped, an Alertmanager whose certificate is over, Elasticsearch.
 */
public class RealAuditTest {

  private static final String WRONG = "wr0ng-passw0rd";

  @Rule public final JenkinsRule rule = new JenkinsRule();
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Platform platform = new Platform("real");

  private static CheckResult check(ReadinessReport report, String component) {
    return report.getChecks().stream()
        .filter(c -> c.getComponent().equals(component))
        .findFirst()
        .orElseThrow();
  }

  @Test
  public void eachFlawIsNamedAndTheOthersAreFoundReady() throws Exception {
    RealServices.program("docker-registry", "docker-registry");
    RealServices.program("htpasswd", "apache2-utils");
    RealServices.program("prometheus", "prometheus");
    Path alertmanager = RealServices.program("prometheus-alertmanager", "prometheus-alertmanager");
    String kubeconfig = RealKubernetes.require().kubeconfig();
    try (DockerDaemon docker = DockerDaemon.start(folder.newFolder().toPath());
        DockerRegistryProcess registry =
            DockerRegistryProcess.start(folder.newFolder().toPath(), "right-passw0rd")) {
      platform.setRegistry(withCredential(registry.uri()));
      platform.setCluster(cluster(kubeconfig));
      platform.setElastic(new ElasticTarget(SharedElasticsearch.uri().toString()));
      platform.setPrometheus(new PrometheusTarget(stoppedPrometheus().toString()));
      ServerKeys over = ServerKeys.make(folder.newFolder().toPath(), "-40d", 10);
      int port = LocalServices.freePort();
      try (WatchedProcess process = alertmanager(alertmanager, over, port)) {
        AlertmanagerTarget target = new AlertmanagerTarget("https://127.0.0.1:" + port);
        target.setCaCertificate(over.ca());
        platform.setAlertmanager(target);
        audit(docker.host());
      }
    }
  }

  private void audit(String dockerHost) throws Exception {
    PaasConfiguration.get().setPlatforms(List.of(platform));
    WorkflowJob job = rule.createProject(WorkflowJob.class, "audit");
    job.setDefinition(
        new CpsFlowDefinition(
            "node { withEnv(['DOCKER_HOST=" + dockerHost + "']) { paasCheck() } }", true));
    WorkflowRun run = rule.buildAndAssertStatus(Result.SUCCESS, job);
    System.out.println(JenkinsRule.getLog(run));
    rule.assertLogNotContains(WRONG, run);
    ReadinessReport report = LastAudits.get().of("real").orElseThrow();
    CheckResult engine = check(report, "Docker Engine of the agent");
    assertTrue(engine.getEvidence(), engine.getEvidence().startsWith("engine "));
    CheckResult registry = check(report, "Registry");
    assertEquals("degraded", registry.getOutcome());
    assertTrue(registry.getEvidence(), registry.getEvidence().contains("401"));
    CheckResult api = check(report, "Kubernetes API");
    assertTrue(api.getEvidence(), api.getEvidence().contains("Kubernetes v1."));
    assertTrue(api.getEvidence(), api.getEvidence().contains("certificate good for"));
    assertEquals("ready", check(report, "Rights").getOutcome());
    CheckResult prometheus = check(report, "Prometheus");
    assertEquals("missing", prometheus.getOutcome());
    assertEquals("Start it, or correct the platform's URL.", prometheus.getRemedy());
    CheckResult alertmanager = check(report, "Alertmanager");
    assertEquals("degraded", alertmanager.getOutcome());
    assertTrue(
        alertmanager.getEvidence(),
        alertmanager.getEvidence().contains("certificate CN=localhost expired on"));
    CheckResult search = check(report, "Elasticsearch or OpenSearch");
    assertTrue(
        search.getEvidence(),
        search.getEvidence().contains("Elasticsearch 7.10.2; 7 is not maintained since"));
    assertTrue(search.getEvidence(), search.getEvidence().contains("health green"));
    assertEquals("missing", report.getOutcome());
  }

  private RegistryTarget withCredential(URI uri) throws Exception {
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "wrong", "", "paas", WRONG));
    RegistryTarget target = new RegistryTarget(uri.toString());
    target.setCredentialsId("wrong");
    return target;
  }

  private static ClusterTarget cluster(String kubeconfig) {
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new FileCredentialsImpl(
                CredentialsScope.GLOBAL,
                "kubeconfig",
                "",
                "config",
                SecretBytes.fromRawBytes(kubeconfig.getBytes(StandardCharsets.UTF_8))));
    ClusterTarget target = new ClusterTarget(null);
    target.setCredentialsId("kubeconfig");
    return target;
  }

  private URI stoppedPrometheus() throws IOException {
    try (PrometheusProcess process = PrometheusProcess.start(folder.newFolder().toPath())) {
      RealServices.ran("prometheus");
      return process.uri();
    }
  }

  private WatchedProcess alertmanager(Path program, ServerKeys keys, int port) throws Exception {
    Path directory = folder.newFolder().toPath();
    Path web =
        Files.writeString(
            directory.resolve("web.yml"),
            "tls_server_config: {cert_file: '%s', key_file: '%s'}\n"
                .formatted(keys.certificate(), keys.key()));
    Path configuration =
        Files.writeString(
            directory.resolve("alertmanager.yml"),
            "route: {receiver: none}\nreceivers: [{name: none}]\n");
    WatchedProcess process =
        WatchedProcess.startUnaware(
            "alertmanager",
            directory,
            List.of(
                program.toString(),
                "--config.file=" + configuration,
                "--storage.path=" + directory.resolve("data"),
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port,
                "--web.config.file=" + web));
    process.awaitReady(Duration.ofSeconds(30), () -> listens(port));
    RealServices.ran("alertmanager");
    return process;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException e) {
      return false; // not yet
    }
  }
}
