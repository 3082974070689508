package io.jenkins.plugins.paas.logging;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.CheckContext;
import io.jenkins.plugins.paas.platform.ElasticTarget;
import io.jenkins.plugins.paas.platform.KibanaTarget;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PlatformAudit;
import io.jenkins.plugins.paas.step.CheckResult;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** How search and its pages are found to stand, by answers as they give them. */
public class LoggingCheckTest {

  private static final String ELASTIC =
      "{\"version\":{\"number\":\"7.10.2\"},\"tagline\":\"You Know, for Search\"}";

  @Rule public final JenkinsRule rule = new JenkinsRule();

  private static CheckResult check(String component, Map<String, String> answers) throws Exception {
    try (FaultyServer server =
        FaultyServer.start(
            request ->
                answers.containsKey(request.path())
                    ? FaultyServer.answer(
                        200, answers.get(request.path()), "Content-Type", "application/json")
                    : FaultyServer.answer(403, "{\"error\":\"no\"}"))) {
      Platform platform = new Platform("staging");
      platform.setElastic(new ElasticTarget(server.uri().toString()));
      platform.setKibana(new KibanaTarget(server.uri().toString()));
      return PlatformAudit.of(platform, CheckContext.controller()).getChecks().stream()
          .filter(c -> c.getComponent().equals(component))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  public void anOldElasticsearchWithLostShardsHasTwoFlaws() throws Exception {
    CheckResult search =
        check(
            "Elasticsearch or OpenSearch",
            Map.of("/", ELASTIC, "/_cluster/health", "{\"status\":\"red\",\"number_of_nodes\":3}"));
    assertEquals(search.getEvidence(), "degraded", search.getOutcome());
    assertTrue(
        search.getEvidence(),
        search.getEvidence().contains("Elasticsearch 7.10.2; 7 is not maintained since"));
    assertTrue(search.getEvidence(), search.getEvidence().contains("health red, 3 nodes"));
    assertTrue(search.getRemedy(), search.getRemedy().contains("_cluster/allocation/explain"));
  }

  @Test
  public void aRightThatIsMissingIsNamed() throws Exception {
    CheckResult search = check("Elasticsearch or OpenSearch", Map.of("/", ELASTIC));
    assertTrue(search.getRemedy(), search.getRemedy().contains("cluster privilege 'monitor'"));
  }

  @Test
  public void somethingElseIsNoSearch() throws Exception {
    CheckResult page = check("Elasticsearch or OpenSearch", Map.of("/", "{\"hello\":1}"));
    assertEquals("degraded", page.getOutcome());
    assertTrue(
        page.getEvidence(), page.getEvidence().contains("neither Elasticsearch nor OpenSearch"));
  }

  @Test
  public void kibanaSaysHowItIs() throws Exception {
    String status =
        "{\"version\":{\"number\":\"8.19.0\"},\"status\":{\"overall\":{\"level\":\"%s\"}}}";
    assertEquals(
        "ready",
        check("Kibana or Dashboards", Map.of("/api/status", status.formatted("available")))
            .getOutcome());
    CheckResult down =
        check("Kibana or Dashboards", Map.of("/api/status", status.formatted("critical")));
    assertEquals("degraded", down.getOutcome());
    assertTrue(down.getEvidence(), down.getEvidence().contains("says that it is critical"));
  }
}
