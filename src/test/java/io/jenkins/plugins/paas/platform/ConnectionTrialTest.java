package io.jenkins.plugins.paas.platform;

import static io.jenkins.plugins.paas.core.http.FaultyServer.answer;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import java.util.Set;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.springframework.security.access.AccessDeniedException;

/** The button of the page: what it says, to whom, and that it changes nothing. */
public class ConnectionTrialTest {

  private static final String SECRET = "canary-of-a-token";

  @Rule public final JenkinsRule rule = new JenkinsRule();

  private FaultyServer server;

  @Before
  public void start() throws Exception {
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new StringCredentialsImpl(
                com.cloudbees.plugins.credentials.CredentialsScope.GLOBAL,
                "token",
                "",
                Secret.fromString(SECRET)));
    server =
        FaultyServer.start(
            request ->
                switch (request.path()) {
                  case "/-/ready" -> answer(200, "ready");
                  case "/api/v1/status/buildinfo" ->
                      answer(200, "{\"status\":\"success\",\"data\":{\"version\":\"3.5.0\"}}");
                  case "/api/v2/status" ->
                      answer(200, "{\"versionInfo\":{\"version\":\"0.28.0\"}}");
                  case "/" -> answer(401, "{\"error\":\"who is " + SECRET + "\"}");
                  default ->
                      answer(200, "{\"status\":\"success\",\"data\":{\"activeTargets\":[]}}");
                });
  }

  @After
  public void stop() throws Exception {
    server.close();
  }

  private FormValidation ask(HttpTargetDescriptor descriptor, String url) throws Exception {
    return descriptor.doTestConnection(url, "token", null, null, null);
  }

  @Test
  public void versionAndTimeAreSaid() throws Exception {
    FormValidation answer = ask(new PrometheusTarget.DescriptorImpl(), server.uri().toString());
    assertTrue(answer.toString(), answer.renderHtml().contains("Prometheus 3.5.0"));
    assertTrue(answer.toString(), answer.renderHtml().matches("(?s).*\\(\\d+ ms\\).*"));
    assertTrue(
        server.requests().stream()
            .anyMatch(r -> ("Bearer " + SECRET).equals(r.headers().get("authorization"))));
    Set<String> methods = new TreeSet<>();
    server.requests().forEach(r -> methods.add(r.method()));
    assertEquals("no side effects", Set.of("GET"), methods);
  }

  @Test
  public void aRefusedCredentialIsExplainedAndNotRepeated() throws Exception {
    FormValidation answer = ask(new ElasticTarget.DescriptorImpl(), server.uri().toString());
    assertTrue(answer.toString(), answer.kind != FormValidation.Kind.OK);
    assertTrue(answer.renderHtml(), answer.renderHtml().contains("401"));
    assertTrue(answer.renderHtml(), answer.renderHtml().contains("credential"));
    assertFalse(answer.renderHtml(), answer.renderHtml().contains(SECRET));
  }

  @Test
  public void whereNothingListensItSaysSo() throws Exception {
    String gone = server.uri().toString();
    server.close();
    for (HttpTargetDescriptor descriptor :
        new HttpTargetDescriptor[] {
          new RegistryTarget.DescriptorImpl(),
          new ClusterTarget.DescriptorImpl(),
          new PrometheusTarget.DescriptorImpl(),
          new AlertmanagerTarget.DescriptorImpl(),
          new ElasticTarget.DescriptorImpl(),
          new KibanaTarget.DescriptorImpl(),
          new SpinnakerTarget.DescriptorImpl()
        }) {
      FormValidation answer = ask(descriptor, gone);
      assertEquals(descriptor + " " + answer, FormValidation.Kind.ERROR, answer.kind);
      assertTrue(answer.renderHtml(), answer.renderHtml().contains("refused"));
    }
  }

  @Test
  public void whoMayNotConfigureSendsNothing() {
    var strategy = new FullControlOnceLoggedInAuthorizationStrategy();
    strategy.setAllowAnonymousRead(true);
    rule.jenkins.setAuthorizationStrategy(strategy);
    try (ACLContext ignored = ACL.as2(Jenkins.ANONYMOUS2)) {
      assertThrows(
          AccessDeniedException.class,
          () -> ask(new PrometheusTarget.DescriptorImpl(), server.uri().toString()));
    }
    assertEquals(0, server.requests().size());
  }

  @Test
  public void whatIsNoUrlIsAskedForNothing() throws Exception {
    for (String bad : new String[] {"", "prometheus:9090", "http://u:p@x", "http://x?y=z", "a b"}) {
      FormValidation answer = ask(new PrometheusTarget.DescriptorImpl(), bad);
      assertEquals(bad, FormValidation.Kind.ERROR, answer.kind);
      assertFalse(answer.renderHtml(), answer.renderHtml().contains("u:p@"));
    }
  }

  @Test
  public void aCredentialThatDoesNotExistIsNamed() throws Exception {
    FormValidation answer =
        new PrometheusTarget.DescriptorImpl()
            .doTestConnection(server.uri().toString(), "gone", null, null, null);
    assertTrue(answer.renderHtml(), answer.renderHtml().contains("gone"));
    assertTrue(answer.renderHtml(), answer.renderHtml().contains("not among the controller"));
    assertEquals(0, server.requests().size());
  }
}
