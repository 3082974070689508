package io.jenkins.embedded.casc;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.security.ACL;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import jenkins.model.JenkinsLocationConfiguration;
import org.csanchez.jenkins.plugins.kubernetes.KubernetesCloud;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class ConfigurationFileTest {
  @Rule public final JenkinsRule j = new JenkinsRule();

  private static void apply(String... lines) throws ConfigurationFailure {
    ConfigurationFile.apply(
        String.join("\n", lines), "x.yaml", Map.of("PASSWORD", "pa$$word", "HOST", "reg.example"));
  }

  private static void refuses(String message, String... lines) {
    Exception e = assertThrows(ConfigurationFailure.class, () -> apply(lines));
    assertEquals(message, e.getMessage());
  }

  @Test
  public void setsPlatformsWithNestedTargets() throws Exception {
    apply(
        "unclassified:",
        "  location:",
        "    url: http://localhost:8080",
        "  paas:",
        "    platforms:",
        "      - name: staging",
        "        allowedFolders: [shop]",
        "        registry:",
        "          url: https://${HOST}/",
        "        prometheus:",
        "          url: http://${PROMETHEUS:-127.0.0.1:9090}",
        "          registration:",
        "            fileSd:",
        "              directory: /tmp/targets");
    var platform = PaasConfiguration.get().named("staging").orElseThrow();
    assertEquals("https://reg.example", platform.getRegistry().getUrl());
    assertEquals("http://127.0.0.1:9090", platform.getPrometheus().getUrl());
    assertEquals("http://localhost:8080/", JenkinsLocationConfiguration.get().getUrl());
    assertFalse(
        "the file is read again at each start",
        new java.io.File(j.jenkins.getRootDir(), PaasConfiguration.class.getName() + ".xml")
            .exists());
  }

  @Test
  public void makesEachKindOfCredential() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, "pw".toCharArray());
    apply(
        "credentials:",
        "  system:",
        "    domainCredentials:",
        "      - credentials:",
        "          - usernamePassword: {scope: GLOBAL, id: login, username: u, password:"
            + " '${PASSWORD}'}",
        "          - string: {scope: GLOBAL, id: token, secret: '^${PASSWORD}'}",
        "          - file: {id: kubeconfig, fileName: config, secretBytes: '${base64:text}'}",
        "          - certificate:",
        "              id: client",
        "              password: pw",
        "              keyStoreSource:",
        "                uploaded:",
        "                  uploadedKeystore: "
            + Base64.getEncoder().encodeToString(bytes.toByteArray()));
    assertEquals(
        "pa$$word",
        find("login", StandardUsernamePasswordCredentials.class).getPassword().getPlainText());
    assertEquals("${PASSWORD}", find("token", StringCredentials.class).getSecret().getPlainText());
    assertArrayEquals(
        "text".getBytes(StandardCharsets.UTF_8),
        find("kubeconfig", FileCredentials.class).getContent().readAllBytes());
    assertEquals(0, find("client", StandardCertificateCredentials.class).getKeyStore().size());
    assertFalse(SystemCredentialsProvider.getConfigFile().exists());
  }

  private <C extends com.cloudbees.plugins.credentials.common.IdCredentials> C find(
      String id, Class<C> type) {
    return CredentialsProvider.lookupCredentialsInItemGroup(type, j.jenkins, ACL.SYSTEM2, List.of())
        .stream()
        .filter(c -> c.getId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  public void kubernetesCloudsAreKnownByName() throws Exception {
    apply(
        "jenkins:",
        "  clouds:",
        "    - kubernetes: {name: k, serverUrl: 'http://x', templates: [{name: agent}]}",
        "    - other: {name: o}");
    KubernetesCloud cloud = (KubernetesCloud) j.jenkins.getCloud("k");
    assertEquals("http://x", cloud.getServerUrl());
    assertNull(j.jenkins.getCloud("o"));
  }

  @Test
  public void refusesWhatItDoesNotTakeByNameAndPath() {
    refuses(
        "x.yaml: unclasified: the embedded controller takes credentials, jenkins, unclassified"
            + " alone. Did you mean 'unclassified'?",
        "unclasified: {}");
    refuses(
        "x.yaml: jenkins.numExecutors: unknown key. There is: clouds.",
        "jenkins: {numExecutors: 2}");
    refuses(
        "x.yaml: unclassified.pass: unknown key. Did you mean 'paas'?", "unclassified: {pass: {}}");
    refuses(
        "x.yaml: unclassified.paas.platforms[0].registri: unknown key. Did you mean 'registry'?",
        "unclassified: {paas: {platforms: [{name: a, registri: {}}]}}");
    refuses(
        "x.yaml: credentials.system.domainCredentials[0].credentials[0].strin: unknown kind of"
            + " Credentials. Did you mean 'string'?",
        "credentials: {system: {domainCredentials: [{credentials: [{strin: {id: a}}]}]}}");
  }

  @Test
  public void saysWhichValueIsWrong() {
    refuses(
        "x.yaml: unclassified.paas.platforms[0].name: the environment variable NOWHERE is not set."
            + " Set it, or write ${NOWHERE:-default}.",
        "unclassified: {paas: {platforms: [{name: '${NOWHERE}'}]}}");
    refuses(
        "x.yaml: unclassified.paas: expected a mapping, found a list", "unclassified: {paas: [a]}");
    refuses(
        "x.yaml: unclassified.paas: platform name 'a' stands twice",
        "unclassified: {paas: {platforms: [{name: a}, {name: a}]}}");
  }
}
