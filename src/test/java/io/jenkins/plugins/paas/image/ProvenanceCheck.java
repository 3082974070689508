package io.jenkins.plugins.paas.image;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Fingerprint;
import hudson.tasks.Fingerprinter.FingerprintAction;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** What image, result and build of shop/api:1.2 must tell of each other. */
final class ProvenanceCheck {

  static final String CONTROLLER = "https://jenkins.example/";

  private final JenkinsRule j;
  private final ImageFixture fixture;

  ProvenanceCheck(JenkinsRule j, ImageFixture fixture) {
    this.j = j;
    this.fixture = fixture;
  }

  void holds(WorkflowRun run, String builder) throws Exception {
    try (RegistryClient client = fixture.client()) {
      Manifest manifest = client.manifest("shop/api", "1.2").orElseThrow();
      j.assertLogContains(
          String.format(
              "result %s/shop/api@%s | %s | %s | %d | %s | [1.2, b] | %s | true",
              fixture.host(),
              manifest.digest(),
              manifest.digest(),
              manifest.mediaType(),
              manifest.contentBytes(),
              manifest.layers(),
              builder),
          run);
      JsonNode config =
          client.readBlob(
              "shop/api", manifest.configDigest(), in -> new ObjectMapper().readTree(in));
      labels(config.path("config").path("Labels"), run);
      // BuildKit of this engine's age keeps its own time there
      if (!builder.equals("dockerEngine")) {
        assertEquals(1700000000L, Instant.parse(config.path("created").asText()).getEpochSecond());
      }
      fingerprint(run, manifest.digest());
    }
  }

  private static void labels(JsonNode labels, WorkflowRun run) {
    Map<String, String> expected =
        Map.of(
            "revision", "0123abc",
            "source", "https://git.example/shop.git",
            "created", "2023-11-14T22:13:20Z",
            "version", "1.2",
            "url", CONTROLLER + run.getUrl());
    expected.forEach(
        (name, value) ->
            assertEquals(value, labels.path("org.opencontainers.image." + name).asText()));
  }

  private void fingerprint(WorkflowRun run, String digest) {
    FingerprintAction action = run.getAction(FingerprintAction.class);
    assertNotNull("the build has fingerprints", action);
    String image = fixture.host() + "/shop/api:1.2";
    String hash = digest.substring("sha256:".length(), "sha256:".length() + 32);
    assertEquals(Map.of(image, hash), action.getRecords());
    Fingerprint fingerprint = action.getFingerprints().get(image);
    assertEquals(hash, fingerprint.getHashString());
    assertEquals(image, fingerprint.getFileName());
    assertEquals(List.of(run.getParent().getFullName()), fingerprint.getJobs());
  }
}
