package io.jenkins.plugins.paas.logging.elastic;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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

  @Test
  public void fakeOfElasticsearch710WithoutDataStreamsGetsAnAlias() throws Exception {
    answer("GET /", 200, ROOT.formatted("7.10.2"));
    answer(
        "GET /_data_stream/logs-shop-staging",
        405,
        "{\"error\":\"Incorrect HTTP method for uri [/_data_stream/x] and method [GET], allowed:"
            + " [POST]\",\"status\":405}");
    ElasticApi api = fake();
    assertEquals("Elasticsearch 7.10.2", api.product().toString());
    List<LogAssets.Asset> assets = new LogAssets(target, null, null).ensure(api);
    assertEquals("alias logs-shop-staging created", assets.get(1).toString());
    String template =
        server.requests().stream()
            .filter(r -> r.method().equals("PUT") && r.path().contains("_index_template"))
            .findFirst()
            .orElseThrow()
            .text();
    assertTrue(template, template.contains("\"index_patterns\":[\"logs-shop-staging-0*\"]"));
    assertFalse(template, template.contains("data_stream"));
    String index =
        server.requests().stream()
            .filter(r -> r.path().equals("/logs-shop-staging-000001"))
            .findFirst()
            .orElseThrow()
            .text();
    assertEquals("{\"aliases\":{\"logs-shop-staging\":{\"is_write_index\":true}}}", index);
  }

  @Test
  public void fakeOfElasticsearch8KeepsATemplateThatItOnlySpellsDifferently() throws Exception {
    answer("GET /", 200, ROOT.formatted("8.15.0"));
    answer(
        "GET /_data_stream/logs-shop-staging",
        200,
        "{\"data_streams\":[{\"name\":\"logs-shop-staging\"}]}");
    answer(
        "GET /_index_template/paas-logs-shop-staging",
        200,
        "{\"index_templates\":[{\"name\":\"paas-logs-shop-staging\",\"index_template\":{"
            + "\"index_patterns\":[\"logs-shop-staging\"],\"composed_of\":[],\"priority\":500,"
            + "\"ignore_missing_component_templates\":[],\"_meta\":{\"managed_by\":\"paas\"},"
            + "\"data_stream\":{\"hidden\":false,\"allow_custom_routing\":false},"
            + "\"template\":{\"settings\":{\"index\":{\"number_of_shards\":\"1\"}},"
            + "\"mappings\":{\"properties\":{\"@timestamp\":{\"type\":\"date\"},\"message\":{\"type\":\"text\"}}}}}}]}");
    ElasticApi api = fake();
    assertEquals("Elasticsearch 8.15.0", api.product().toString());
    JsonSource template = JsonSource.parse("{\"settings\":{\"number_of_shards\":1}}", "t.json");
    List<LogAssets.Asset> assets = new LogAssets(target, null, template).ensure(api);
    assertEquals(
        List.of("unchanged", "unchanged"), assets.stream().map(LogAssets.Asset::outcome).toList());
    assertTrue(server.requests().stream().allMatch(r -> r.method().equals("GET")));
    assertEquals("requests when nothing changed", 3, server.requests().size());
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
    answer(
        "PUT /_index_template/paas-logs-shop-staging",
        403,
        "{\"error\":{\"type\":\"security_exception\",\"reason\":\"action"
            + " [indices:admin/index_template/put] is unauthorized for user"
            + " [jenkins]\"},\"status\":403}");
    ElasticApi api = fake();
    ElasticFailure failure =
        assertThrows(ElasticFailure.class, () -> new LogAssets(target, null, null).ensure(api));
    assertTrue(
        failure.getMessage(), failure.getMessage().contains("indices:admin/index_template/put"));
    assertTrue(failure.getMessage(), failure.getMessage().contains("Give the credential"));
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
    answer("GET /", 401, "{}");
    assertEquals(401, assertThrows(HttpFailure.class, api::product).status());
  }
}
