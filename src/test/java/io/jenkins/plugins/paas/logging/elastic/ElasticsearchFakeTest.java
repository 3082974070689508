package io.jenkins.plugins.paas.logging.elastic;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.After;
import org.junit.Test;

/** Differences of Elasticsearch, on fakes that answer as its REST API reference says. */
public class ElasticsearchFakeTest {

  private static final String ROOT =
      "{\"name\":\"n\",\"version\":{\"number\":\"%s\",\"build_flavor\":\"default\"},\"tagline\":\"You"
          + " Know, for Search\"}";

  private final Map<String, FaultyServer.Fault> answers = new ConcurrentHashMap<>();
  private final LogTarget target = new LogTarget("logs-shop-staging");
  private FaultyServer server;
  private HttpCaller caller;

  private ElasticApi fake() throws IOException {
    server =
        FaultyServer.start(
            request -> {
              String path = request.path().replaceFirst("\\?.*", "");
              FaultyServer.Fault answer = answers.get(request.method() + " " + path);
              if (answer != null) {
                return answer;
              }
              return request.method().equals("GET")
                  ? FaultyServer.answer(404, "{\"error\":{\"reason\":\"absent\"},\"status\":404}")
                  : FaultyServer.answer(200, "{\"acknowledged\":true}");
            });
    caller = HttpCaller.to(HttpEndpoint.at(server.uri()).build());
    return new ElasticApi(caller);
  }

  @After
  public void stop() throws IOException {
    if (server != null) {
      caller.close();
      server.close();
    }
  }

  private void answer(String request, int status, String body) {
    answers.put(request, FaultyServer.answer(status, body));
  }

  /** Answers of GET / as each version's reference shows them, and what is concluded. */
  @Test
  public void fakesOfEveryVersionAreToldApart() throws Exception {
    String elastic =
        "{\"version\":{\"number\":\"%s\",\"build_flavor\":\"%s\"},\"tagline\":\"You Know,"
            + " for Search\"}";
    String open =
        "{\"version\":{\"distribution\":\"opensearch\",\"number\":\"%s\"},\"tagline\":\"The"
            + " OpenSearch Project: https://opensearch.org/\"}";
    ElasticApi api = fake();
    Object[][] table = {
      {elastic.formatted("7.10.2", "oss"), "Elasticsearch 7.10.2", Optional.of(false), "ILM"},
      {elastic.formatted("7.10.2", "unknown"), "Elasticsearch 7.10.2", Optional.empty(), "ILM"},
      {elastic.formatted("7.8.1", "default"), "Elasticsearch 7.8.1", Optional.of(false), "ILM"},
      {elastic.formatted("7.17.28", "default"), "Elasticsearch 7.17.28", Optional.of(true), "ILM"},
      {elastic.formatted("8.19.3", "default"), "Elasticsearch 8.19.3", Optional.of(true), "ILM"},
      {elastic.formatted("9.1.0", "default"), "Elasticsearch 9.1.0", Optional.of(true), "ILM"},
      {open.formatted("1.3.20"), "OpenSearch 1.3.20", Optional.of(true), "ISM"},
      {open.formatted("2.19.1"), "OpenSearch 2.19.1", Optional.of(true), "ISM"},
      {open.formatted("3.2.0"), "OpenSearch 3.2.0", Optional.of(true), "ISM"},
    };
    for (Object[] row : table) {
      answer("GET /", 200, (String) row[0]);
      ElasticProduct product = api.product();
      assertEquals(row[1], product.toString());
      assertEquals(row[1] + " has data streams", row[2], product.dataStreams());
      assertEquals(row[3], product.lifecycle().name());
    }
  }

  @Test
  public void fakeOfElasticsearch8KeepsATemplateThatItOnlySpellsDifferently() throws Exception {
    answer("GET /", 200, ROOT.formatted("8.15.0"));
    answer(
        "GET /logs-shop-staging/_settings/index.creation_date",
        200,
        "{\".ds-logs-shop-staging-2026.01.01-000001\":{\"settings\":{\"index\":{\"creation_date\":\"1\"}}}}");
    answer(
        "GET /_index_template/paas-logs-shop-staging",
        200,
        "{\"index_templates\":[{\"name\":\"paas-logs-shop-staging\",\"index_template\":{"
            + "\"index_patterns\":[\"logs-shop-staging\"],\"composed_of\":[],\"priority\":500,"
            + "\"ignore_missing_component_templates\":[],\"_meta\":{\"managed_by\":\"paas\"},"
            + "\"data_stream\":{\"hidden\":false,\"allow_custom_routing\":false},"
            + "\"template\":{\"settings\":{\"index\":{\"number_of_shards\":\"1\"}},"
            + "\"mappings\":{\"properties\":{\"@timestamp\":{\"type\":\"date\"},\"message\":{\"type\":\"text\"}}}}}}]}");
    JsonSource template = JsonSource.parse("{\"settings\":{\"number_of_shards\":1}}", "t.json");
    List<LogAssets.Asset> assets = ensure(AssetRequest.of(target, null, template));
    assertEquals(
        List.of("unchanged", "unchanged"), assets.stream().map(LogAssets.Asset::outcome).toList());
    assertTrue(server.requests().stream().allMatch(r -> r.method().equals("GET")));
  }

  @Test
  public void fakeOfElasticsearch9WithIlmAndSecurityTakesTwelveRequestsAndThenFour()
      throws Exception {
    answer("GET /", 200, ROOT.formatted("9.1.0"));
    JsonSource pipeline =
        JsonSource.parse(
            "{\"processors\":[{\"set\":{\"field\":\"a\",\"value\":1}}],\"samples\":[{\"b\":1}]}",
            "p");
    JsonSource template = JsonSource.parse("{\"components\":{\"shop-base\":{}}}", "t");
    AssetRequest request =
        new AssetRequest(target, pipeline, template, Retention.parse("14d"), false, true);
    answer("POST /_ingest/pipeline/_simulate", 200, "{\"docs\":[{\"doc\":{}}]}");
    List<LogAssets.Asset> assets = ensure(request);
    assertEquals(
        List.of(
            "ILM policy paas-logs-shop-staging created",
            "component template shop-base created",
            "ingest pipeline logs-shop-staging created",
            "role paas-logs-shop-staging saved",
            "index template paas-logs-shop-staging created",
            "data stream logs-shop-staging created"),
        assets.stream().map(LogAssets.Asset::toString).toList());
    int first = server.requests().size();
    assertTrue("requests_first=" + first, first <= 12);
    assertEquals(
        "{\"policy\":{\"phases\":{\"hot\":{\"actions\":{\"rollover\":{\"max_age\":\"24h\",\"max_size\":\"50gb\"}}},"
            + "\"delete\":{\"min_age\":\"336h\",\"actions\":{\"delete\":{}}}}}}",
        sent("PUT", "/_ilm/policy/paas-logs-shop-staging"));
    assertEquals(
        "{\"indices\":[{\"names\":[\"logs-shop-staging\",\"logs-shop-staging-0*\"],"
            + "\"privileges\":[\"create_doc\",\"auto_configure\",\"read\"]}]}",
        sent("PUT", "/_security/role/paas-logs-shop-staging"));
    String saved = sent("PUT", "/_index_template/paas-logs-shop-staging");
    assertTrue(saved, saved.contains("\"index.lifecycle.name\":\"paas-logs-shop-staging\""));
    answer(
        "GET /_index_template/paas-logs-shop-staging",
        200,
        "{\"index_templates\":[{\"index_template\":" + saved + "}]}");
    answer(
        "GET /_ingest/pipeline/logs-shop-staging",
        200,
        "{\"logs-shop-staging\":" + pipeline.object().deepCopy().without("samples") + "}");
    answer(
        "GET /logs-shop-staging/_settings/index.creation_date",
        200,
        "{\".ds-logs-shop-staging-2026.01.01-000001\":{\"settings\":{\"index\":{\"creation_date\":\"1\"}}}}");
    List<LogAssets.Asset> again = ensure(request);
    assertTrue(again.toString(), again.stream().allMatch(a -> a.outcome().equals("unchanged")));
    int second = server.requests().size() - first;
    System.out.println(
        "fake of Elasticsearch 9.1.0 requests_first=" + first + " requests_again=" + second);
    assertTrue("requests_again=" + second, second <= 4);
  }

  @Test
  public void fakeOfOpenSearch3UpdatesItsIsmPolicyByTheVersionThatItHas() throws Exception {
    answer(
        "GET /",
        200,
        "{\"version\":{\"distribution\":\"opensearch\",\"number\":\"3.2.0\"},\"tagline\":\"The OpenSearch"
            + " Project: https://opensearch.org/\"}");
    answer(
        "GET /_plugins/_ism/policies/paas-logs-shop-staging",
        200,
        "{\"_id\":\"paas-logs-shop-staging\",\"_seq_no\":7,\"_primary_term\":2,\"policy\":{}}");
    List<LogAssets.Asset> assets =
        ensure(new AssetRequest(target, null, null, Retention.parse("2d"), false, true));
    assertEquals("ISM policy paas-logs-shop-staging updated", assets.get(0).toString());
    String path = "/_plugins/_ism/policies/paas-logs-shop-staging?if_seq_no=7&if_primary_term=2";
    String policy = sent("PUT", path);
    assertTrue(policy, policy.contains("{\"min_index_age\":\"52h\"}"));
    assertTrue(
        policy, policy.contains("\"ism_template\":[{\"index_patterns\":[\"logs-shop-staging\"]"));
    assertTrue(
        sent("PUT", "/_plugins/_security/api/roles/paas-logs-shop-staging")
            .contains("\"index_permissions\""));
  }

  @Test
  public void fakeThatMayNotMakeRolesSaysSoAndGoesOn() throws Exception {
    answer("GET /", 200, ROOT.formatted("8.15.0"));
    answer("PUT /_security/role/paas-logs-shop-staging", 403, "{\"error\":{\"reason\":\"no\"}}");
    List<LogAssets.Asset> assets = ensure(new AssetRequest(target, null, null, null, false, true));
    assertEquals(
        "role paas-logs-shop-staging not made: the credential lacks the privilege manage_security;"
            + " make it by hand, or let the shipper use another one",
        assets.get(0).toString());
  }

  @Test
  public void fakeOfAReadOnlyCredentialNamesThePrivilege() throws Exception {
    answer(
        "POST /logs-shop-staging/_doc",
        403,
        "{\"error\":{\"type\":\"security_exception\",\"reason\":\"action [indices:data/write/index] is"
            + " unauthorized for user [reader]\"},\"status\":403}");
    ElasticApi api = fake();
    ElasticFailure failure =
        assertThrows(ElasticFailure.class, new ArrivalProof(api, target, "n")::writeDirectly);
    assertTrue(failure.getMessage(), failure.getMessage().contains("user [reader]"));
    assertTrue(failure.getMessage(), failure.getMessage().contains("index privilege create_doc"));
  }

  @Test
  public void retentionIsWrittenAsTheReferenceSays() {
    for (String wrong : List.of("14 days", "14", "30m", "4000d", "-1d", "")) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Retention.parse(wrong)).getMessage();
      assertTrue(message, message.startsWith("retention '" + wrong + "'"));
    }
    assertEquals(Duration.ofDays(14), Retention.parse("14d").age());
    assertEquals(Duration.ofHours(1), Retention.parse("2h").rolloverAge());
  }

  private List<LogAssets.Asset> ensure(AssetRequest request) throws Exception {
    ElasticApi api = server == null ? fake() : new ElasticApi(caller);
    return new LogAssets(request).ensure(api, api.product());
  }

  private String sent(String method, String path) {
    return server.requests().stream()
        .filter(r -> r.method().equals(method) && r.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path + " not in " + server.requests()))
        .text();
  }

  @Test
  public void fakeOfElasticsearch77IsTooOld() throws Exception {
    answer("GET /", 200, ROOT.formatted("7.7.1"));
    ElasticFailure failure = assertThrows(ElasticFailure.class, fake()::product);
    assertTrue(failure.getMessage(), failure.getMessage().contains("begin with 7.8"));
  }

  @Test
  public void fakeOfOpenSearchThatPosesAsElasticsearchIsSeenThrough() throws Exception {
    answer(
        "GET /",
        200,
        "{\"version\":{\"number\":\"7.10.2\"},\"tagline\":\"The OpenSearch Project:"
            + " https://opensearch.org/\"}");
    assertTrue(fake().product().openSearch());
  }

  @Test
  public void missingPrivilegeIsNamed() throws Exception {
    answer("GET /", 200, ROOT.formatted("8.15.0"));
    answer(
        "PUT /_index_template/paas-logs-shop-staging",
        403,
        "{\"error\":{\"type\":\"security_exception\",\"reason\":\"action"
            + " [indices:admin/index_template/put] is unauthorized for user"
            + " [jenkins]\"},\"status\":403}");
    ElasticFailure failure =
        assertThrows(ElasticFailure.class, () -> ensure(AssetRequest.of(target, null, null)));
    assertTrue(
        failure.getMessage(), failure.getMessage().contains("indices:admin/index_template/put"));
    assertTrue(failure.getMessage(), failure.getMessage().contains("manage_index_templates"));
  }

  @Test
  public void anotherServerAndAPageAreNamed() throws Exception {
    answer("GET /", 200, "{\"hello\":1}");
    ElasticApi api = fake();
    ElasticFailure failure = assertThrows(ElasticFailure.class, api::product);
    assertTrue(
        failure.getMessage(),
        failure.getMessage().contains("neither Elasticsearch nor OpenSearch"));
    answer("GET /", 200, "<html>");
    assertEquals(HttpFailure.Kind.NOT_JSON, assertThrows(HttpFailure.class, api::product).kind());
    for (int status : new int[] {401, 403, 429, 503}) {
      answer("GET /", status, "<html>");
      HttpFailure refused = assertThrows(HttpFailure.class, api::product);
      assertEquals(status, refused.status());
      assertEquals(status == 429 || status == 503, refused.isTransient());
    }
    answers.put("GET /", FaultyServer.resetBefore());
    assertTrue(assertThrows(HttpFailure.class, api::product).isTransient());
  }
}
