package io.jenkins.plugins.paas.logging.elastic;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.SharedOpenSearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class RealOpenSearchTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final LogTarget target =
      new LogTarget("logs-" + UUID.randomUUID().toString().substring(0, 8) + "-test");
  private HttpCaller caller;
  private ElasticApi api;

  @Before
  public void connect() {
    caller = HttpCaller.to(HttpEndpoint.at(SharedOpenSearch.uri()).build());
    api = new ElasticApi(caller);
  }

  @After
  public void disconnect() {
    if (caller != null) {
      caller.close();
    }
  }

  private static JsonSource json(String text) throws ElasticFailure {
    return JsonSource.parse(text, "given.json");
  }

  private static JsonSource example(String name) throws Exception {
    return JsonSource.parse(Files.readString(Path.of("examples/shop/logging", name)), name);
  }

  private List<String> outcomes(JsonSource pipeline, JsonSource template) throws Exception {
    return new LogAssets(target, pipeline, template)
        .ensure(api).stream().map(LogAssets.Asset::outcome).toList();
  }

  @Test
  public void productIsDetected() throws Exception {
    assertEquals("OpenSearch 2.19.1", api.product().toString());
  }

  @Test
  public void assetsAreCreatedOnceAndThenUnchanged() throws Exception {
    JsonSource pipeline = example("ingest.json");
    JsonSource template = example("template.json");
    assertEquals(List.of("created", "created", "created"), outcomes(pipeline, template));
    assertEquals(List.of("unchanged", "unchanged", "unchanged"), outcomes(pipeline, template));
    assertEquals(
        List.of("unchanged", "updated", "rolled over to the changed template"),
        outcomes(
            pipeline, json("{\"mappings\":{\"properties\":{\"nonce\":{\"type\":\"keyword\"}}}}")));
    assertEquals(ElasticApi.Stream.EXISTS, api.dataStream(target));
  }

  @Test
  public void lineArrivesThroughThePipeline() throws Exception {
    new LogAssets(
            target, json("{\"processors\":[{\"set\":{\"field\":\"seen\",\"value\":true}}]}"), null)
        .ensure(api);
    String nonce = ArrivalProof.nonce(target.name());
    ArrivalProof proof = new ArrivalProof(api, target, nonce);
    assertEquals(Optional.empty(), proof.look());
    proof.writeDirectly();
    ArrivalProof.Arrival arrival =
        Await.until(LIMIT, proof::look, Optional::isPresent, () -> "the line must arrive").get();
    assertTrue(arrival.index(), arrival.index().startsWith(".ds-" + target));
    assertFalse(arrival.documentId().isEmpty());
    assertEquals("arrival proof " + nonce, arrival.message());
    JsonNode hit = api.search(target.name(), Map.of("size", 1)).at("/hits/0/_source");
    assertTrue(hit.toString(), hit.path("seen").asBoolean());
  }

  @Test
  public void rejectedLineIsExplained() throws Exception {
    outcomes(null, json("{\"mappings\":{\"properties\":{\"message\":{\"type\":\"long\"}}}}"));
    ArrivalProof proof = new ArrivalProof(api, target, ArrivalProof.nonce("r"));
    ElasticFailure failure = assertThrows(ElasticFailure.class, proof::writeDirectly);
    assertTrue(
        failure.getMessage(),
        failure.getMessage().contains("failed to parse field [message] of type [long]"));
    assertTrue(
        failure.getMessage(), failure.getMessage().contains("For input string: \"arrival proof"));
    assertTrue(
        failure.getMessage(), failure.getMessage().contains("Change the template's mappings"));
  }

  @Test
  public void wrongIndexIsNamed() throws Exception {
    outcomes(null, null);
    LogTarget other = new LogTarget(target + "-other");
    new LogAssets(other, null, null).ensure(api);
    String nonce = ArrivalProof.nonce(target + "w");
    ArrivalProof elsewhere = new ArrivalProof(api, other, nonce);
    elsewhere.writeDirectly();
    Await.until(LIMIT, elsewhere::look, Optional::isPresent, () -> "the line must arrive");
    String message =
        new ArrivalProof(api, target, nonce).failure("directly", Instant.now()).getMessage();
    assertTrue(message, message.contains("arrived in .ds-" + other));
  }

  @Test
  public void silenceIsToldFromALostLine() throws Exception {
    outcomes(null, null);
    Instant since = Instant.now().minusSeconds(1);
    ArrivalProof lost = new ArrivalProof(api, target, ArrivalProof.nonce("lost"));
    String message = lost.failure("by GET http://10.0.0.7/", since).getMessage();
    assertTrue(message, message.contains("written by GET http://10.0.0.7/"));
    assertTrue(message, message.contains("no other line arrived since"));
    ArrivalProof other = new ArrivalProof(api, target, ArrivalProof.nonce(target + "o"));
    other.writeDirectly();
    Await.until(LIMIT, other::look, Optional::isPresent, () -> "the line must arrive");
    message = lost.failure("by GET http://10.0.0.7/", since).getMessage();
    assertTrue(message, message.contains("The shipper works: 1 other lines arrived"));
  }

  @Test
  public void samplesAreSimulatedBeforeThePipelineIsSaved() throws Exception {
    JsonSource bad =
        json(
            "{\"processors\":[{\"date\":{\"field\":\"time\",\"formats\":[\"ISO8601\"]}}],"
                + "\"samples\":[{\"time\":\"2026-01-01T00:00:00Z\"},{\"time\":\"yesterday\"}]}");
    ElasticFailure failure = assertThrows(ElasticFailure.class, () -> outcomes(bad, null));
    assertTrue(failure.getMessage(), failure.getMessage().contains("fails on sample 2"));
    assertTrue(
        failure.getMessage(), failure.getMessage().contains("unable to parse date [yesterday]"));
    assertEquals(Optional.empty(), api.pipeline(target.name()));
  }

  @Test
  public void wrongPipelinesAreRefusedWithTheReason() throws Exception {
    ElasticFailure failure =
        assertThrows(
            ElasticFailure.class,
            () -> outcomes(json("{\"processors\":[{\"lowercse\":{\"field\":\"a\"}}]}"), null));
    assertTrue(
        failure.getMessage(),
        failure.getMessage().contains("No processor type exists with name [lowercse]"));
    failure = assertThrows(ElasticFailure.class, () -> outcomes(json("{\"a\":1}"), null));
    assertTrue(
        failure.getMessage(), failure.getMessage().contains("given.json is no ingest pipeline"));
    failure = assertThrows(ElasticFailure.class, () -> json("{\n\"a\":}"));
    assertTrue(failure.getMessage(), failure.getMessage().contains("given.json, line 2: no JSON"));
    failure = assertThrows(ElasticFailure.class, () -> outcomes(null, json("{\"mapping\":{}}")));
    assertTrue(failure.getMessage(), failure.getMessage().contains("Did you mean 'mappings'?"));
  }

  @Test
  public void wrongMappingIsRefusedWithTheReason() throws Exception {
    ElasticFailure failure =
        assertThrows(
            ElasticFailure.class,
            () ->
                outcomes(
                    null, json("{\"mappings\":{\"properties\":{\"a\":{\"type\":\"keywrod\"}}}}")));
    assertTrue(failure.getMessage(), failure.getMessage().contains("keywrod"));
    assertTrue(
        failure.getMessage(), failure.getMessage().contains("index template paas-" + target));
  }
}
