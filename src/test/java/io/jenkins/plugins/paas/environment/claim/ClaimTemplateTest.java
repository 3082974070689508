package io.jenkins.plugins.paas.environment.claim;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.environment.source.EnvironmentName;
import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Templates: which form is chosen, what it makes, and what it says when it cannot. */
public class ClaimTemplateTest {

  private static final EnvironmentName STAGING =
      new EnvironmentName("shop", "staging", "shop-staging");
  private static final Map<String, Object> NETWORK =
      Map.of(
          "providerConfig", "vendor",
          "vswitchId", "vsw-1",
          "securityIps", "10.0.0.0/8",
          "zone", "ap-guangzhou-6",
          "vpcId", "vpc-1",
          "subnetId", "subnet-1");

  @Test
  public void everyTemplateHasAnOperatorAnExternalAndTwoVendorForms() throws Exception {
    for (String name : ClaimTemplates.BUNDLED) {
      ClaimTemplate template = ClaimTemplates.bundled().require(name);
      List<String> hostings =
          template.forms().stream().flatMap(f -> f.hosting().stream()).sorted().toList();
      assertEquals(
          name, List.of("alibabaCloud", "managed", "selfHosted", "tencentCloud"), hostings);
      for (ClaimForm form : template.forms()) {
        assertFalse(name + " " + form.name() + " has outputs", form.outputs().isEmpty());
      }
    }
  }

  @Test
  public void theSameClaimTakesTheFormOfTheHosting() throws Exception {
    ClaimRequest request = request("postgres", Map.of("storage", "20Gi"));
    PlannedClaim own = plan(request, ServiceOffer.none("postgres"), "selfHosted");
    assertEquals("cloudnative-pg", own.form());
    KubeObject cluster = own.objects().get(0);
    assertEquals(
        "postgresql.cnpg.io/v1 Cluster db",
        cluster.apiVersion() + " " + cluster.kind() + " " + cluster.name());
    assertEquals(1L, cluster.number(0, "spec", "instances"));
    assertEquals("20Gi", cluster.text("spec", "storage", "size"));
    assertFalse(
        "no class where none is said", cluster.map("spec", "storage").containsKey("storageClass"));

    Map<String, Object> settings =
        new LinkedHashMap<>(
            Map.of(
                "providerConfig",
                "vendor",
                "vswitchId",
                "vsw-1",
                "instanceType",
                "pg.n2.2c.1m",
                "securityIps",
                "10.0.0.0/8"));
    PlannedClaim vendor =
        plan(request, new ServiceOffer("postgres", null, null, null, settings), "alibabaCloud");
    KubeObject workspace = vendor.objects().get(0);
    assertEquals("Workspace", workspace.kind());
    assertTrue(
        workspace
            .maps("spec", "forProvider", "vars")
            .contains(Map.of("key", "instance", "value", "shop-staging-db")));
    String module = workspace.text("spec", "forProvider", "module");
    for (Map<String, Object> variable : workspace.maps("spec", "forProvider", "vars")) {
      assertTrue(module, module.contains("variable \"" + variable.get("key") + "\" {}"));
    }
  }

  @Test
  public void everyVariableOfAModuleIsGiven() throws Exception {
    for (String name : ClaimTemplates.BUNDLED) {
      for (String hosting : List.of("alibabaCloud", "tencentCloud")) {
        ClaimTemplate template = ClaimTemplates.bundled().require(name);
        ClaimForm form =
            template.forms().stream()
                .filter(f -> f.hosting().contains(hosting))
                .findFirst()
                .orElseThrow();
        Map<String, Object> settings = new LinkedHashMap<>();
        for (Object key : (List<?>) form.platform().get("required")) {
          Map<?, ?> property = (Map<?, ?>) ((Map<?, ?>) form.platform().get("properties")).get(key);
          settings.put(
              (String) key,
              property.get("type").equals("integer") ? 7 : NETWORK.getOrDefault(key, "7"));
        }
        KubeObject workspace =
            plan(
                    request(name, Map.of()),
                    new ServiceOffer(name, null, null, null, settings),
                    hosting)
                .objects()
                .get(0);
        java.util.regex.Matcher used =
            java.util.regex.Pattern.compile("var\\.([A-Za-z]+)")
                .matcher(workspace.text("spec", "forProvider", "module"));
        List<Object> given =
            workspace.maps("spec", "forProvider", "vars").stream().map(v -> v.get("key")).toList();
        int count = 0;
        while (used.find()) {
          count++;
          assertTrue(
              name + " " + hosting + " gives " + used.group(1) + ": " + given,
              given.contains(used.group(1)));
        }
        assertTrue(name + " " + hosting + " uses variables", count > 0);
      }
    }
  }

  @Test
  public void wrongClaimsSayTheNearestRightOne() {
    assertMessage(
        "claims: there is no template 'postgers'. Did you mean 'postgres'?",
        () -> ClaimTemplates.bundled().require("postgers"));
    assertMessage(
        "claim 'db' (postgres), settings: there is no 'storag'. Did you mean 'storage'?",
        () ->
            plan(
                request("postgres", Map.of("storag", "1Gi")),
                ServiceOffer.none("postgres"),
                "selfHosted"));
    assertMessage(
        "'storage'",
        () ->
            plan(
                request("postgres", Map.of("storage", "ten")),
                ServiceOffer.none("postgres"),
                "selfHosted"));
    assertMessage(
        "'vswitchId' is missing (the vSwitch that the cluster's nodes reach)",
        () -> plan(request("redis", Map.of()), ServiceOffer.none("redis"), "alibabaCloud"));
    assertMessage(
        "there is no form 'strimsi'. Did you mean 'strimzi'?",
        () ->
            plan(
                request("kafka", Map.of()),
                new ServiceOffer("kafka", "strimsi", null, null, Map.of()),
                "selfHosted"));
    assertMessage(
        "the endpoint (host:port) of the cluster is missing",
        () -> plan(request("redis", Map.of()), ServiceOffer.none("redis"), "managed"));
    assertMessage(
        "the endpoint 'db.example.com' is not host:port",
        () ->
            plan(
                request("redis", Map.of()),
                new ServiceOffer("redis", null, "db.example.com", null, Map.of()),
                "selfHosted"));
  }

  @Test
  public void aTemplateOfOthersIsCheckedAndUsed() throws Exception {
    String yaml =
        "template: memcached\n"
            + "description: A cache\n"
            + "type: memcached\n"
            + "forms:\n"
            + "- form: plain\n"
            + "  hosting: [selfHosted]\n"
            + "  objects:\n"
            + "  - apiVersion: v1\n"
            + "    kind: Service\n"
            + "    metadata: {name: '${name}'}\n"
            + "  outputs: {host: '${name}', port: 11211}\n";
    ClaimTemplates all = ClaimTemplates.bundled().with("memcached", yaml, "memcached.yaml");
    PlannedClaim planned =
        all.require("memcached")
            .plan(
                request("memcached", Map.of()),
                ServiceOffer.none("memcached"),
                new ClaimPlace(STAGING, "selfHosted"));
    assertEquals("db", planned.objects().get(0).name());
    assertMessage(
        "bad.yaml: there is no 'form'",
        () ->
            ClaimTemplates.bundled()
                .with("memcached", yaml.replace("forms:", "form:"), "bad.yaml"));
    assertMessage(
        "there is no ${nam}. Did you mean 'name'?",
        () ->
            ClaimTemplates.bundled()
                .with("memcached", yaml.replace("${name}", "${nam}"), "x")
                .require("memcached")
                .plan(
                    request("memcached", Map.of()),
                    ServiceOffer.none("memcached"),
                    new ClaimPlace(STAGING, "selfHosted"))
                .objects());
  }

  @Test
  public void aTemplateOfARepositoryTakesNobodysPlace() throws Exception {
    String yaml =
        """
        template: redis
        description: A cache
        type: redis
        forms:
        - form: plain
          hosting: [selfHosted]
          outputs: {host: x, port: 1}
        """;
    assertMessage(
        "claims/redis.yaml: a template 'redis' is there already",
        () -> ClaimTemplates.bundled().withOwn(yaml, "claims/redis.yaml", false));
    assertMessage(
        "its definition is of template 'redis', not 'cache'",
        () -> ClaimTemplates.bundled().with("cache", yaml, "data service cache"));
  }

  private static ClaimRequest request(String template, Map<String, Object> settings) {
    return new ClaimRequest(template, "db", new LinkedHashMap<>(settings));
  }

  private static PlannedClaim plan(ClaimRequest request, ServiceOffer offer, String hosting)
      throws ClaimFailure {
    return ClaimTemplates.bundled()
        .require(request.template())
        .plan(request, offer, new ClaimPlace(STAGING, hosting));
  }

  private static void assertMessage(String part, org.junit.function.ThrowingRunnable call) {
    ClaimFailure failure = assertThrows(ClaimFailure.class, call);
    assertTrue(failure.getMessage(), failure.getMessage().contains(part));
  }
}
