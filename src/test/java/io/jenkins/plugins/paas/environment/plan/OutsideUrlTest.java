package io.jenkins.plugins.paas.environment.plan;

import static org.junit.Assert.assertEquals;

import io.jenkins.plugins.paas.core.yaml.YamlText;
import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Where an environment answers, by its objects. */
public class OutsideUrlTest {

  private static final String BALANCER =
      "{kind: Service, spec: {type: LoadBalancer, ports: [{port: %s}]},"
          + " status: {loadBalancer: {ingress: [{ip: 192.0.2.7}]}}}";

  private static String url(String... objects) throws Exception {
    List<KubeObject> list = new ArrayList<>();
    for (String object : objects) {
      for (Map<String, Object> tree : YamlText.parseAll(object, "test")) {
        list.add(new KubeObject(tree));
      }
    }
    return OutsideUrl.of(list).orElse("none");
  }

  @Test
  public void byIngressRouteOrBalancer() throws Exception {
    assertEquals("none", url("{kind: ConfigMap}", "{kind: Service, spec: {type: ClusterIP}}"));
    assertEquals("http://a.b", url("{kind: Ingress, spec: {rules: [{host: a.b}]}}"));
    assertEquals(
        "https://a.b", url("{kind: Ingress, spec: {rules: [{host: a.b}], tls: [{hosts: [a.b]}]}}"));
    assertEquals(
        "http://a.b", url("{kind: Ingress, spec: {rules: [{host: a.b}], tls: [{hosts: [c]}]}}"));
    assertEquals(
        "http://192.0.2.1",
        url(
            "{kind: Ingress, spec: {rules: [{}]},"
                + " status: {loadBalancer: {ingress: [{ip: 192.0.2.1}]}}}"));
    assertEquals("https://r.b", url("{kind: HTTPRoute, spec: {hostnames: [r.b]}}"));
    assertEquals("http://192.0.2.7:8080", url(String.format(BALANCER, 8080)));
    assertEquals("https://192.0.2.7", url(String.format(BALANCER, 443)));
    assertEquals(
        "the Ingress is what users see",
        "http://a.b",
        url(String.format(BALANCER, 80), "{kind: Ingress, spec: {rules: [{host: a.b}]}}"));
    assertEquals(
        "no address yet",
        "none",
        url("{kind: Service, spec: {type: LoadBalancer, ports: [{port: 80}]}}"));
  }
}
