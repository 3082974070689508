package io.jenkins.plugins.paas.environment;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import hudson.util.Secret;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.jenkins.embedded.platform.runtime.RuntimeFixture;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.DataService;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.DataServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Claims of paasProvision: the platform decides how they are met, the Jenkinsfile stays. */
public class ProvisionClaimsTest {

  private static final String PASSWORD = "correct-h0rse";
  private static final ResourceDefinitionContext CLUSTERS =
      new ResourceDefinitionContext.Builder()
          .withGroup("postgresql.cnpg.io")
          .withVersion("v1")
          .withKind("Cluster")
          .withPlural("clusters")
          .withNamespaced(true)
          .build();
  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: clusters.postgresql.cnpg.io}
      spec:
        group: postgresql.cnpg.io
        names: {kind: Cluster, plural: clusters, singular: cluster}
        scope: Namespaced
        versions:
        - name: v1
          served: true
          storage: true
          subresources: {status: {}}
          schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
      """;

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public RuntimeFixture runtime = new RuntimeFixture();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private WorkflowJob job;

  @Before
  public void start() throws Exception {
    var credentials = SystemCredentialsProvider.getInstance().getCredentials();
    credentials.add(
        new StringCredentialsImpl(
            CredentialsScope.GLOBAL, "kube", "", Secret.fromString(RuntimeFixture.TOKEN)));
    credentials.add(
        new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "dba", "", "shop", PASSWORD));
    configure();
    job = j.createProject(WorkflowJob.class, "release");
  }

  private void configure(DataService... services) {
    ClusterTarget cluster = new ClusterTarget(runtime.cluster.uri().toString());
    cluster.setCredentialsId("kube");
    Platform platform = new Platform("test");
    platform.setCluster(cluster);
    platform.setDataServices(List.of(services));
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  private void script(String claim, String rest) throws Exception {
    job.setDefinition(
        new CpsFlowDefinition(
            "withPaas(application: 'shop') {\n  def e = paasProvision(environment: 'staging',"
                + " timeoutMinutes: 2, claims: ["
                + claim
                + "])\n"
                + rest
                + "\n}",
            true));
  }

  @Test
  public void aClusterThatOthersRunIsGreetedAndBound() throws Exception {
    String endpoint;
    try (DataServer redis = DataServer.redis(folder.newFolder().toPath(), PASSWORD)) {
      endpoint = redis.endpoint();
      DataService service = new DataService("redis");
      service.setEndpoint(endpoint);
      service.setCredentialsId("dba");
      configure(service);
      script(
          "claim(template: 'redis', name: 'cache')",
          "echo \"cache at ${e.bindings.cache.host}:${e.bindings.cache.port},"
              + " ${e.bindings.cache.keySet().sort()}\"");
      WorkflowRun run = j.buildAndAssertSuccess(job);
      j.assertLogContains("by external: " + endpoint + " answers as redis", run);
      j.assertLogContains("cache at " + endpoint + ", [host, port, secret, type]", run);
      j.assertLogNotContains(PASSWORD, run);
      io.fabric8.kubernetes.api.model.Secret secret =
          runtime.client.secrets().inNamespace("shop-staging").withName("cache-binding").get();
      assertEquals("servicebinding.io/redis", secret.getType());
      assertEquals("redis", data(secret, "type"));
      assertEquals("external", data(secret, "provider"));
      assertEquals("redis://shop:" + PASSWORD + "@" + endpoint, data(secret, "uri"));
    }
    WorkflowRun run = j.buildAndAssertStatus(Result.FAILURE, job);
    j.assertLogContains(
        "ERROR: claim 'cache' (redis): "
            + endpoint
            + " (redis) does not answer the controller: Connection refused",
        run);
  }

  @Test
  public void anOperatorsClaimIsAwaitedBoundAndLeftAlone() throws Exception {
    runtime
        .client
        .load(new java.io.ByteArrayInputStream(DEFINITION.getBytes(StandardCharsets.UTF_8)))
        .create();
    script(
        "claim(template: 'postgres', name: 'db', settings: [storage: '2Gi', instances: 2])",
        "echo \"db is ${e.bindings.db.host} ${e.bindings.db.database} ${e.bindings.db.secret}\"\n"
            + "echo \"outcomes ${e.objects*.outcome.unique()}\"");
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    var clusters = runtime.client.genericKubernetesResources(CLUSTERS).inNamespace("shop-staging");
    GenericKubernetesResource cluster =
        Await.until(
            Duration.ofSeconds(30),
            () -> clusters.withName("db").get(),
            c -> c != null,
            () -> "the claim's object");
    assertEquals(2, ((Map<?, ?>) cluster.getAdditionalProperties().get("spec")).get("instances"));
    assertNull(
        "no binding before the operator wrote its secret",
        runtime.client.secrets().inNamespace("shop-staging").withName("db-binding").get());
    j.waitForMessage("Secret/db-app key password of claim 'db' (postgres) is awaited", run);
    operate(cluster);
    j.assertBuildStatusSuccess(j.waitForCompletion(run));
    j.assertLogContains("db is db-rw.shop-staging.svc app db-binding", run);
    j.assertLogNotContains("0perators", run);
    io.fabric8.kubernetes.api.model.Secret secret =
        runtime.client.secrets().inNamespace("shop-staging").withName("db-binding").get();
    assertEquals("postgresql://app:0perators@db-rw.shop-staging.svc:5432/app", data(secret, "uri"));

    WorkflowRun again = j.buildAndAssertSuccess(job);
    j.assertLogContains("outcomes [unchanged]", again);
  }

  @Test
  public void whatCannotBeMetSaysWhatIsMissing() throws Exception {
    script("claim(template: 'kafka', name: 'events')", "");
    WorkflowRun run = j.buildAndAssertStatus(Result.FAILURE, job);
    j.assertLogContains(
        "ERROR: claim 'events' (kafka) needs Strimzi: " + runtime.cluster.uri(), run);
    j.assertLogContains("serves no Kafka of kafka.strimzi.io/v1", run);
    assertNull(runtime.client.namespaces().withName("shop-staging").get());
    script("claim(template: 'postgres', name: 'db', settings: [disk: '2Gi'])", "");
    j.assertLogContains(
        "ERROR: claim 'db' (postgres), settings: there is no 'disk'.",
        j.buildAndAssertStatus(Result.FAILURE, job));
    script("claim(template: 'postgres', name: 'DB')", "");
    j.assertLogContains(
        "claims: the name 'DB' is no DNS label", j.buildAndAssertStatus(Result.FAILURE, job));
    assertFalse(job.isBuilding());
  }

  private static String memcached(String kind) {
    return """
    template: memcached
    description: A cache without a password
    type: memcached
    settings: {type: object, additionalProperties: false, properties: {port: {type: integer, default: 11211}}}
    forms:
    - form: service
      hosting: [selfHosted]
      objects:
      - apiVersion: %s
        kind: %s
        metadata: {name: '${name}'}
      outputs: {host: '${name}.${namespace}.svc', port: '${settings.port}'}
    """
        .formatted(kind.equals("ClusterRole") ? "rbac.authorization.k8s.io/v1" : "v1", kind);
  }

  private void scriptWithOwn(String text) throws Exception {
    String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    job.setDefinition(
        new CpsFlowDefinition(
            "node {\n  writeFile file: 'claims/memcached.yaml', encoding: 'Base64', text: '"
                + base64
                + "'\n  withPaas(application: 'shop') {\n    def e = paasProvision(environment:"
                + " 'staging', claimTemplates: ['claims/*.yaml'], claims: [claim(template:"
                + " 'memcached', name: 'cache')])\n    echo \"at"
                + " ${e.bindings.cache.host}:${e.bindings.cache.port}\"\n  }\n}",
            true));
  }

  @Test
  public void aRepositoryBringsATemplateOfItsOwn() throws Exception {
    scriptWithOwn(memcached("ConfigMap"));
    j.assertLogContains("at cache.shop-staging.svc:11211", j.buildAndAssertSuccess(job));
    scriptWithOwn(memcached("ClusterRole"));
    j.assertLogContains(
        "ERROR: claim 'cache' (memcached): ClusterRole/cache belongs to the whole cluster",
        j.buildAndAssertStatus(Result.FAILURE, job));
  }

  @Test
  public void aPlatformBringsATemplateOfItsOwn() throws Exception {
    DataService service = new DataService("memcached");
    service.setDefinition(memcached("ClusterRole"));
    configure(service);
    script("claim(template: 'memcached', name: 'cache')", "echo \"at ${e.bindings.cache.host}\"");
    j.assertLogContains("at cache.shop-staging.svc", j.buildAndAssertSuccess(job));
    assertEquals(1, runtime.client.rbac().clusterRoles().list().getItems().size());

    scriptWithOwn(memcached("ConfigMap"));
    j.assertLogContains(
        "claims/memcached.yaml: a template 'memcached' is there already",
        j.buildAndAssertStatus(Result.FAILURE, job));
  }

  // what CloudNativePG does, by hand: its secret, then its status
  private void operate(GenericKubernetesResource cluster) {
    runtime
        .client
        .secrets()
        .inNamespace("shop-staging")
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("db-app")
                .endMetadata()
                .addToStringData("username", "app")
                .addToStringData("password", "0perators")
                .build())
        .create();
    cluster.setAdditionalProperty(
        "status",
        Map.of(
            "phase",
            "Cluster in healthy state",
            "readyInstances",
            2,
            "conditions",
            List.of(
                Map.of(
                    "type",
                    "Ready",
                    "status",
                    "True",
                    "observedGeneration",
                    cluster.getMetadata().getGeneration()))));
    runtime
        .client
        .genericKubernetesResources(CLUSTERS)
        .inNamespace("shop-staging")
        .resource(cluster)
        .updateStatus();
  }

  private static String data(io.fabric8.kubernetes.api.model.Secret secret, String key) {
    return new String(
        Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
  }
}
