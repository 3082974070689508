package io.jenkins.plugins.paas.environment;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import hudson.util.Secret;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.jenkins.embedded.platform.runtime.RuntimeFixture;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.RegistryTarget;
import io.jenkins.plugins.paas.testing.Commands;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** What an environment is made of beside manifests: network, roles, settings, secrets, charts. */
public class ProvisionContentsTest {

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public RuntimeFixture runtime = new RuntimeFixture();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private WorkflowJob job;

  @Before
  public void start() throws Exception {
    List<Credentials> all = SystemCredentialsProvider.getInstance().getCredentials();
    all.add(text("kube", RuntimeFixture.TOKEN));
    all.add(text("mail", "c4nary-mail"));
    all.add(
        new UsernamePasswordCredentialsImpl(
            CredentialsScope.GLOBAL, "puller", "", "bob", "c4nary-pull"));
    all.add(
        new FileCredentialsImpl(
            CredentialsScope.GLOBAL,
            "licence",
            "",
            "licence.txt",
            SecretBytes.fromRawBytes("c4nary-file".getBytes(StandardCharsets.UTF_8))));
    ClusterTarget cluster = new ClusterTarget(runtime.cluster.uri().toString());
    cluster.setCredentialsId("kube");
    RegistryTarget registry = new RegistryTarget("https://registry.example.com:5000");
    registry.setPullCredentialsId("puller");
    Platform platform = new Platform("test");
    platform.setCluster(cluster);
    platform.setRegistry(registry);
    PaasConfiguration.get().setPlatforms(List.of(platform));
    job = j.createProject(WorkflowJob.class, "release");
  }

  private static StringCredentialsImpl text(String id, String secret) {
    return new StringCredentialsImpl(CredentialsScope.GLOBAL, id, "", Secret.fromString(secret));
  }

  private WorkflowRun run(Result expected, String text) throws Exception {
    job.setDefinition(
        new CpsFlowDefinition("node { withPaas(application: 'shop') {\n" + text + "\n} }", true));
    return j.buildAndAssertStatus(expected, job);
  }

  private String secret(String name, String key) {
    return new String(
        Base64.getDecoder()
            .decode(
                runtime
                    .client
                    .secrets()
                    .inNamespace("shop-staging")
                    .withName(name)
                    .get()
                    .getData()
                    .get(key)),
        StandardCharsets.UTF_8);
  }

  @Test
  public void allOfItIsMadeAndNothingIsTold() throws Exception {
    String step =
        """
        paasProvision(environment: 'staging',
          network: ['from same', 'to dns'],
          roles: [api: ['get,list configmaps', 'watch pods']],
          config: [LOG_LEVEL: 'info', nginx: ['nginx.conf': 'worker 1;']],
          secrets: [mail: 'mail', login: 'puller', licence: 'licence'])
        """;
    WorkflowRun run = run(Result.SUCCESS, step + step.replace("')\n", "', dryRun: true)\n"));
    for (String object :
        List.of(
            "NetworkPolicy/paas",
            "ServiceAccount/api",
            "Role/api",
            "RoleBinding/api",
            "ConfigMap/config",
            "ConfigMap/nginx",
            "Secret/mail",
            "Secret/paas-registry")) {
      j.assertLogContains(object + " created", run);
    }
    assertEquals("c4nary-mail", secret("mail", "text"));
    assertEquals("bob", secret("login", "username"));
    assertEquals("c4nary-pull", secret("login", "password"));
    assertEquals("c4nary-file", secret("licence", "licence.txt"));
    String login = secret("paas-registry", ".dockerconfigjson");
    assertTrue(login, login.contains("\"registry.example.com:5000\":{\"username\":\"bob\""));
    assertEquals(
        "paas-registry",
        runtime
            .client
            .serviceAccounts()
            .inNamespace("shop-staging")
            .withName("default")
            .get()
            .getImagePullSecrets()
            .get(0)
            .getName());
    NetworkPolicy policy =
        runtime
            .client
            .network()
            .v1()
            .networkPolicies()
            .inNamespace("shop-staging")
            .withName("paas")
            .get();
    assertEquals(List.of("Ingress", "Egress"), policy.getSpec().getPolicyTypes());
    assertEquals(
        "worker 1;",
        runtime
            .client
            .configMaps()
            .inNamespace("shop-staging")
            .withName("nginx")
            .get()
            .getData()
            .get("nginx.conf"));
    j.assertLogNotContains("c4nary", run);
    j.assertLogNotContains(
        Base64.getEncoder().encodeToString("c4nary-mail".getBytes(StandardCharsets.UTF_8)), run);
    try (var files = Files.walk(run.getRootDir().toPath())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertTrue(file.toString(), !content.contains("c4nary"));
      }
    }
    run = run(Result.SUCCESS, step);
    j.assertLogContains(" unchanged in ", run);
    j.assertLogNotContains("configured", run);
  }

  @Test
  public void badArgumentsStopBeforeAnything() throws Exception {
    for (Map.Entry<String, String> bad :
        Map.of(
                "network: ['to dsn']", "network: 'to dsn' is no opening",
                "roles: [api: 'gett pods']", "there is no verb 'gett'. Did you mean 'get'?",
                "config: ['a b': 'x']", "config: 'a b' is no key",
                "secrets: [Mail: 'mail']", "no DNS label",
                "helm: [values: 'x']", "helm: 'chart' is missing",
                "kustomize: '/etc'", "no path within the workspace")
            .entrySet()) {
      j.assertLogContains(
          bad.getValue(),
          run(Result.FAILURE, "paasProvision(environment: 'staging', " + bad.getKey() + ")"));
    }
    j.assertLogContains(
        "The credential 'nobody' of the secret 'x' (secrets) does not exist",
        run(Result.FAILURE, "paasProvision(environment: 'staging', secrets: [x: 'nobody'])"));
  }

  @Test
  public void absentToolsAreNamed() throws Exception {
    for (String tool : List.of("kustomize: 'base'", "helm: [chart: 'chart']")) {
      WorkflowRun run =
          run(
              Result.FAILURE,
              "withEnv(['PATH="
                  + folder.newFolder()
                  + "']) { paasProvision(environment:"
                  + " 'staging', "
                  + tool
                  + ") }");
      j.assertLogContains("is not on the agent", run);
    }
  }

  /** The real tools are in no package of Debian: scripts that say so stand in for them. */
  @Test
  public void toolsAreGivenTheirArgumentsAndAreReadRecorded() throws Exception {
    Path bin = folder.newFolder("bin").toPath();
    String manifest =
        "echo \"{apiVersion: v1, kind: ConfigMap, metadata: {name: $name}, data: {got: '$*'}}\"\n";
    Commands.script(
        bin.resolve("kubectl"), "name=kustomized\necho 'stand-in for kubectl' >&2\n" + manifest);
    Commands.script(bin.resolve("helm"), "name=templated\n" + manifest);
    run(
        Result.SUCCESS,
        "withEnv(['PATH+TOOLS="
            + bin
            + "']) { paasProvision(environment: 'staging', kustomize: 'overlays/staging', helm:"
            + " [chart: 'charts/api', values: ['a.yaml', 'b c.yaml']]) }");
    assertEquals("kustomize overlays/staging", got("kustomized"));
    assertEquals(
        "template shop charts/api --namespace shop-staging --include-crds --values a.yaml"
            + " --values b c.yaml",
        got("templated"));
    Commands.script(bin.resolve("helm"), "echo 'Error: chart.yaml is missing' >&2\nexit 1\n");
    j.assertLogContains(
        "helm charts/api ended with status 1: Error: chart.yaml is missing",
        run(
            Result.FAILURE,
            "withEnv(['PATH+TOOLS="
                + bin
                + "']) { paasProvision(environment: 'staging', helm: [chart: 'charts/api']) }"));
  }

  private String got(String name) {
    var map = runtime.client.configMaps().inNamespace("shop-staging").withName(name).get();
    assertNotNull(name, map);
    return map.getData().get("got");
  }

  @Test
  public void argumentsSurviveTheRoundTrip() throws Exception {
    DescribableModel<ProvisionStep> model = DescribableModel.of(ProvisionStep.class);
    Map<String, Object> all =
        Map.of(
            "environment", "staging",
            "network", List.of("to dns"),
            "roles", Map.of("api", "get pods"),
            "config", Map.of("k", "v"),
            "secrets", Map.of("mail", "mail"),
            "kustomize", "base",
            "helm", Map.of("chart", "c"));
    assertEquals(all, model.uninstantiate2(model.instantiate(all, null)).getArguments());
  }
}
