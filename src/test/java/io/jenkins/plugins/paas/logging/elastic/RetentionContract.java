package io.jenkins.plugins.paas.logging.elastic;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** How old lines go where the product has no lifecycle, proved on a real one. */
public abstract class RetentionContract extends LogTargetOnServer {

  RetentionContract(RealLogServer server) {
    super(server);
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
}
