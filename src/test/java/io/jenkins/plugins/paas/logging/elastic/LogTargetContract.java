package io.jenkins.plugins.paas.logging.elastic;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.testing.Await;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** What a log target is on every product, proved on a real one. */
public abstract class LogTargetContract extends LogTargetOnServer {

  LogTargetContract(RealLogServer server) {
    super(server);
  }

  @Test
  public void productIsDetected() throws Exception {
    assertEquals(product(), api.product().toString());
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
    assertEquals(2, api.indices(target).size());
  }

  @Test
  public void firstTimeTakesTwelveRequestsAtMostAndFourWhenNothingChanged() throws Exception {
    JsonSource pipeline =
        json("{\"processors\":[{\"lowercase\":{\"field\":\"a\"}}],\"samples\":[{\"a\":\"A\"}]}");
    JsonSource template =
        json(
            "{\"components\":{\"c-"
                + target
                + "\":{\"mappings\":{\"properties\":{\"a\":{\"type\":\"keyword\"}}}}}}");
    AssetRequest request =
        new AssetRequest(target, pipeline, template, Retention.parse("14d"), true, false);
    new LogAssets(request).ensure(api, api.product());
    int first = front.requests().size();
    List<LogAssets.Asset> again = new LogAssets(request).ensure(api, api.product());
    int second = front.requests().size() - first;
    System.out.println(product() + " requests_first=" + first + " requests_again=" + second);
    assertTrue(again.toString(), again.stream().allMatch(a -> a.outcome().equals("unchanged")));
    assertTrue("first " + first, first <= 12);
    assertTrue("again " + second, second <= 4);
  }

  @Test
  public void changeThatNeedsAReindexIsSaidAndNotDone() throws Exception {
    outcomes(null, json("{\"mappings\":{\"properties\":{\"level\":{\"type\":\"text\"}}}}"));
    JsonSource changed = json("{\"mappings\":{\"properties\":{\"level\":{\"type\":\"keyword\"}}}}");
    AssetPlan plan = new LogAssets(AssetRequest.of(target, null, changed)).plan(api, api.product());
    assertEquals("update index template paas-" + target, plan.lines().get(0));
    String note = plan.lines().get(2);
    assertTrue(note, note.startsWith("mapping level.type: text becomes keyword"));
    assertTrue(note, note.endsWith("would need a reindex, which is not done"));
    assertEquals("a plan changes nothing", 1, api.indices(target).size());
  }

  @Test
  public void componentOfSomebodyElseIsLeft() throws Exception {
    String name = "foreign-" + target;
    api.put(
        HttpCall.put("_component_template", name).json(Map.of("template", Map.of())), "it", "all");
    ElasticFailure failure =
        assertThrows(
            ElasticFailure.class,
            () -> outcomes(null, json("{\"components\":{\"" + name + "\":{}}}")));
    assertTrue(failure.getMessage(), failure.getMessage().contains("is somebody else's"));
    assertEquals(
        List.of("created", "created"),
        outcomes(null, json("{\"composed_of\":[\"" + name + "\"]}")));
    failure =
        assertThrows(
            ElasticFailure.class,
            () -> outcomes(null, json("{\"composed_of\":[\"absent-" + target + "\"]}")));
    assertTrue(failure.getMessage(), failure.getMessage().contains("absent-" + target));
  }

  @Test
  public void plainIndexOfTheTargetsNameIsRefused() throws Exception {
    api.createIndex(target.name(), Map.of());
    ElasticFailure failure = assertThrows(ElasticFailure.class, () -> outcomes(null, null));
    assertTrue(
        failure.getMessage(), failure.getMessage().contains("neither a data stream nor an alias"));
  }

  @Test
  public void lineArrivesThroughThePipeline() throws Exception {
    outcomes(json("{\"processors\":[{\"set\":{\"field\":\"seen\",\"value\":true}}]}"), null);
    String nonce = ArrivalProof.nonce(target.name());
    ArrivalProof proof = new ArrivalProof(api, target, nonce);
    assertEquals(Optional.empty(), proof.look());
    proof.writeDirectly();
    ArrivalProof.Arrival arrival =
        Await.until(LIMIT, proof::look, Optional::isPresent, () -> "the line must arrive").get();
    assertTrue(arrival.index(), arrival.index().equals(firstIndex(target)));
    assertFalse(arrival.documentId().isEmpty());
    assertEquals("arrival proof " + nonce, arrival.message());
    assertEquals(List.of("@timestamp", "message", "seen"), arrival.fields());
    assertEquals(List.of(), arrival.flaws());
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
  public void whatWasNotParsedIsSaid() throws Exception {
    outcomes(
        json(
            "{\"processors\":[{\"grok\":{\"field\":\"message\",\"patterns\":[\"%{NUMBER:n}\"]}},"
                + "{\"set\":{\"field\":\"size\",\"value\":\"big\"}}],"
                + "\"on_failure\":[{\"set\":{\"field\":\"error.message\",\"value\":\"grok\"}},"
                + "{\"set\":{\"field\":\"size\",\"value\":\"big\"}}]}"),
        json(
            "{\"mappings\":{\"properties\":{\"size\":{\"type\":\"long\",\"ignore_malformed\":true}}}}"));
    ArrivalProof proof = new ArrivalProof(api, target, "paasnotanumber");
    proof.writeDirectly();
    ArrivalProof.Arrival arrival =
        Await.until(LIMIT, proof::look, Optional::isPresent, () -> "the line must arrive").get();
    assertEquals(
        List.of(
            "its field size is not indexed: its value is malformed or too long",
            "its error.message says grok"),
        arrival.flaws());
  }

  @Test
  public void wrongIndexIsNamed() throws Exception {
    outcomes(null, null);
    LogTarget other = new LogTarget(target + "-other");
    new LogAssets(AssetRequest.of(other, null, null)).ensure(api, api.product());
    String nonce = ArrivalProof.nonce(target + "w");
    ArrivalProof elsewhere = new ArrivalProof(api, other, nonce);
    elsewhere.writeDirectly();
    Await.until(LIMIT, elsewhere::look, Optional::isPresent, () -> "the line must arrive");
    String message =
        new ArrivalProof(api, target, nonce).failure("directly", Instant.now()).getMessage();
    assertTrue(message, message.contains("arrived in " + firstIndex(other)));
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
    failure =
        assertThrows(ElasticFailure.class, () -> outcomes(json("{\"processors\":[7]}"), null));
    assertTrue(
        failure.getMessage(), failure.getMessage().contains("processor 1 must be an object"));
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
