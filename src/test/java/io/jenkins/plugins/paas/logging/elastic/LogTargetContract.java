package io.jenkins.plugins.paas.logging.elastic;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.testing.Await;
import java.io.IOException;
import java.net.URI;
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

/** What a log target is on every product, proved on a real one. */
public abstract class LogTargetContract {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final LogTarget target =
      new LogTarget("logs-" + UUID.randomUUID().toString().substring(0, 8) + "-test");
  private HttpCaller caller;
  private FaultyServer front;
  ElasticApi api;

  /** A real server. */
  abstract URI server();

  /** As it calls itself. */
  abstract String product();

  /** What a target's index is called. */
  abstract String firstIndex(LogTarget of);

  @Before
  public void connect() throws IOException {
    front = FaultyServer.inFrontOf(server());
    caller = HttpCaller.to(HttpEndpoint.at(front.uri()).build());
    api = new ElasticApi(caller);
  }

  @After
  public void disconnect() throws IOException {
    if (caller != null) {
      caller.close();
      front.close();
    }
  }

  private static JsonSource json(String text) throws ElasticFailure {
    return JsonSource.parse(text, "given.json");
  }

  private static JsonSource example(String name) throws Exception {
    return JsonSource.parse(Files.readString(Path.of("examples/shop/logging", name)), name);
  }

  private List<String> outcomes(JsonSource pipeline, JsonSource template) throws Exception {
    return new LogAssets(AssetRequest.of(target, pipeline, template))
        .ensure(api, api.product()).stream().map(LogAssets.Asset::outcome).toList();
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
  public void retentionWithoutLifecycleIsRefusedUnlessTheStepMayRemove() throws Exception {
    AssetRequest refused =
        new AssetRequest(target, null, null, Retention.parse("14d"), false, false);
    ElasticFailure failure =
        assertThrows(ElasticFailure.class, () -> new LogAssets(refused).ensure(api, api.product()));
    assertTrue(
        failure.getMessage(),
        failure.getMessage().contains("retention 14d cannot be kept: " + product() + " at "));
    assertTrue(failure.getMessage(), failure.getMessage().contains("Say retentionJob: true"));
    assertEquals("nothing is made", List.of(), api.indices(target));
  }

  @Test
  public void onlyIndicesWhoseLastLineIsTooOldAreRemoved() throws Exception {
    outcomes(null, null);
    api.rollover(target);
    api.rollover(target);
    List<RetentionJob.Index> indices = api.indices(target);
    Instant now = Instant.now();
    assertEquals(3, indices.size());
    RetentionJob job = new RetentionJob(Retention.parse("14d"), indices);
    assertEquals(List.of(), job.expired(now));
    assertFalse(job.isRolloverDue(now));
    assertTrue(job.isRolloverDue(now.plus(Duration.ofHours(25))));
    List<String> expired = job.expired(now.plus(Duration.ofDays(15)));
    assertEquals(2, expired.size());
    api.deleteIndices(expired);
    assertEquals(1, api.indices(target).size());
    new ArrivalProof(api, target, ArrivalProof.nonce("still")).writeDirectly();
  }

  private void ensureFor(LogTarget of, String controller) throws Exception {
    new LogAssets(new AssetRequest(of, null, null, Retention.parse("14d"), true, false, controller))
        .ensure(api, api.product());
    api.rollover(of);
    api.rollover(of);
  }

  @Test
  public void theSweepRemovesWhatIsOverOfItsOwnControllerAlone() throws Exception {
    LogTarget others = new LogTarget(target + "-others");
    ensureFor(target, "c-" + target);
    ensureFor(others, "another-" + target);
    RetentionSweep sweep = new RetentionSweep(api, "c-" + target);
    Instant now = Instant.now();
    assertEquals(new RetentionSweep.Swept(1, List.of(), List.of()), sweep.sweep(now));
    ArrivalProof proof = new ArrivalProof(api, target, ArrivalProof.nonce("kept"));
    proof.writeDirectly();
    Await.until(LIMIT, proof::look, Optional::isPresent, () -> "the line must arrive");
    assertEquals("in two hours nothing is due", List.of(), sweep.sweep(hours(now, 2)).done());

    RetentionSweep.Swept swept = sweep.sweep(hours(now, 15 * 24));
    assertEquals(List.of(), swept.failures());
    assertEquals(swept.done().toString(), 2, swept.done().size());
    assertEquals("target " + target + ": began a new index", swept.done().get(0));
    assertTrue(
        swept.done().get(1),
        swept.done().get(1).startsWith("target " + target + ": removed, older than 14d: ["));
    assertTrue(swept.done().get(1), swept.done().get(1).contains(firstIndex(target)));
    assertEquals("the last with a line, and the new one", 2, api.indices(target).size());
    assertEquals("another controller's stay", 3, api.indices(others).size());
    assertTrue("its line stays until its successor is old", proof.look().isPresent());
    swept = sweep.sweep(hours(now, 15 * 24));
    assertEquals("its successor is old by now", 1, swept.done().size());
    assertEquals(1, api.indices(target).size());
    assertEquals("empty", List.of(), sweep.sweep(hours(now, 30 * 24)).done());
    new ArrivalProof(api, target, ArrivalProof.nonce("still")).writeDirectly();
  }

  @Test
  public void theSweepNamesAMarkThatItCannotRead() throws Exception {
    ensureFor(target, "c-" + target);
    String name = "paas-broken-" + target;
    Map<String, String> marks =
        Map.of(
            "managed_by",
            "paas",
            "lifecycle",
            "job",
            "retention",
            "14 days",
            "controller",
            "c-" + target);
    api.putTemplate(name, Map.of("index_patterns", List.of("broken-" + target), "_meta", marks));
    RetentionSweep.Swept swept =
        new RetentionSweep(api, "c-" + target).sweep(hours(Instant.now(), 15 * 24));
    assertEquals("the other one is swept", 1, swept.done().size());
    assertEquals(1, swept.failures().size());
    assertTrue(
        swept.failures().get(0),
        swept.failures().get(0).startsWith("index template " + name + ": retention '14 days'"));
  }

  @Test
  public void aRunWithoutRetentionJobTakesTheMarkAway() throws Exception {
    ensureFor(target, "c-" + target);
    outcomes(null, null);
    assertEquals(
        new RetentionSweep.Swept(0, List.of(), List.of()),
        new RetentionSweep(api, "c-" + target).sweep(hours(Instant.now(), 15 * 24)));
    assertEquals(3, api.indices(target).size());
  }

  private static Instant hours(Instant now, int hours) {
    return now.plus(Duration.ofHours(hours));
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
