package io.jenkins.plugins.paas.environment.source;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.core.yaml.YamlText;
import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.Test;

/** What the step's short forms become, and what they refuse. */
public class OwnObjectsTest {

  private static final EnvironmentName NAME =
      new EnvironmentName("shop", "staging", "shop-staging");

  private static void assertRefused(String message, Supplier<?> call) {
    String said = assertThrows(IllegalArgumentException.class, call::get).getMessage();
    assertTrue(said, said.contains(message));
  }

  private static void assertRefusedOpening(String message, String... openings) {
    assertRefused(message, () -> NetworkOpenings.policy(List.of(openings)));
  }

  private static void assertRefusedRule(String message, String rule) {
    assertRefused(message, () -> RoleObjects.of("api", List.of(rule), false, "ns"));
  }

  @Test
  public void openingsBecomeOnePolicy() throws Exception {
    KubeObject policy =
        NetworkOpenings.policy(
            List.of(
                "from namespace ingress-nginx port 8080",
                "from same",
                "to  dns",
                "to 10.0.0.0/8 port 5432",
                "to fd00::/8 port 53/UDP",
                "to anywhere port 443"));
    assertEquals(
        YamlText.parse(
            """
            podSelector: {}
            policyTypes: [Ingress, Egress]
            ingress:
            - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}]
              ports: [{protocol: TCP, port: 8080}]
            - from: [{podSelector: {}}]
            egress:
            - ports: [{protocol: UDP, port: 53}, {protocol: TCP, port: 53}]
            - to: [{ipBlock: {cidr: 10.0.0.0/8}}]
              ports: [{protocol: TCP, port: 5432}]
            - to: [{ipBlock: {cidr: 'fd00::/8'}}]
              ports: [{protocol: UDP, port: 53}]
            - ports: [{protocol: TCP, port: 443}]
            """,
            "expected"),
        policy.map("spec"));
    KubeObject closed = NetworkOpenings.policy(List.of("none"));
    assertEquals(List.of(), closed.at("spec", "ingress"));
    assertEquals(List.of(), closed.at("spec", "egress"));
  }

  @Test
  public void whatIsNoOpeningIsRefused() {
    assertRefusedOpening("'everything' is no opening. One is: 'from' or 'to'", "everything");
    assertRefusedOpening("goes with 'to'", "from dns");
    assertRefusedOpening("between 1 and 65535", "to same port 70000");
    assertRefusedOpening("no address range", "to 10.0.0.300/8");
    assertRefusedOpening("no address range", "to 10.0.0.0/33");
    assertRefusedOpening("no DNS label (RFC 1123)", "from namespace Ingress");
    assertRefusedOpening("'none' opens nothing", "none", "to dns");
  }

  @Test
  public void rulesBecomeARoleAndItsBinding() throws Exception {
    List<KubeObject> objects =
        RoleObjects.of(
            "api",
            List.of(
                "get,list configmaps,deployments.apps", "patch deployments.apps/scale named a,b"),
            true,
            "shop-staging");
    assertEquals(
        List.of("ServiceAccount", "Role", "RoleBinding"),
        objects.stream().map(KubeObject::kind).toList());
    assertEquals(
        YamlText.parse(
                """
                rules:
                - {apiGroups: [''], resources: [configmaps], verbs: [get, list]}
                - {apiGroups: [apps], resources: [deployments], verbs: [get, list]}
                - {apiGroups: [apps], resources: [deployments/scale], verbs: [patch], resourceNames: [a, b]}
                """,
                "expected")
            .get("rules"),
        objects.get(1).at("rules"));
    assertEquals("shop-staging", objects.get(2).maps("subjects").get(0).get("namespace"));
    assertEquals("paas-registry", objects.get(0).maps("imagePullSecrets").get(0).get("name"));
    assertEquals(1, RoleObjects.of("idle", List.of(), false, "ns").size());
  }

  @Test
  public void whatIsNoRuleIsRefused() {
    assertRefusedRule("there is no verb 'lst'. Did you mean 'list'?", "lst pods");
    assertRefusedRule("there is no star", "* *");
    assertRefusedRule("is no rule", "pods");
    assertRefused("no DNS label", () -> RoleObjects.of("Api", List.of("get pods"), false, "ns"));
  }

  @Test
  public void settingsAndSecretsHaveNamesAndKeysOfKubernetes() {
    assertEquals(
        Map.of("a.conf", "x"), OwnObjects.configMap("nginx", Map.of("a.conf", "x")).map("data"));
    assertRefused("no DNS label", () -> OwnObjects.configMap("Nginx", Map.of()));
    assertRefused("is no key", () -> OwnObjects.configMap("nginx", Map.of("a b", "x")));
    KubeObject secret = OwnObjects.secret("s", "Opaque", Map.of("text", new byte[] {1, 2, 3}));
    assertEquals("AQID", secret.text("data", "text"));
  }

  @Test
  public void toolsGetTheirArgumentsOneByOne() {
    assertEquals(List.of("overlays/staging"), Rendering.kustomize("overlays/staging").arguments());
    assertEquals(
        List.of(
            "template",
            "shop",
            "charts/api",
            "--namespace",
            "shop-staging",
            "--include-crds",
            "--values",
            "a.yaml",
            "--values",
            "b; rm -rf x.yaml",
            "--version",
            "1.2.3"),
        Rendering.helm(
                Map.of(
                    "chart",
                    "charts/api",
                    "values",
                    List.of("a.yaml", "b; rm -rf x.yaml"),
                    "version",
                    "1.2.3"),
                NAME)
            .arguments());
    assertRefused("no path within the workspace", () -> Rendering.kustomize("../base"));
    assertRefused("no path within the workspace", () -> Rendering.kustomize("/etc"));
    assertRefused("no path within the workspace", () -> Rendering.kustomize("--help"));
    assertRefused(
        "Did you mean 'values'?", () -> Rendering.helm(Map.of("chart", "c", "value", "x"), NAME));
    assertRefused("'chart' is missing", () -> Rendering.helm(Map.of("values", "x"), NAME));
    assertRefused(
        "is no release", () -> Rendering.helm(Map.of("chart", "c", "release", "--post"), NAME));
  }
}
