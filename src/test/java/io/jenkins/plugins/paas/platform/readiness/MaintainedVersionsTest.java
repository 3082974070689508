package io.jenkins.plugins.paas.platform.readiness;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.LocalDate;
import org.junit.Test;

/** What the table says of versions as systems name them. */
public class MaintainedVersionsTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 15);

  private static Finding judge(String product, String version, LocalDate day) {
    Finding.Notes notes = Finding.about(Need.CLUSTER, product);
    MaintainedVersions.bundled().judge(notes, product, version, day);
    return notes.finding();
  }

  @Test
  public void aLineThatIsMaintainedIsReadyUntilItEnds() {
    assertEquals(Readiness.READY, judge("Kubernetes", "v1.35.1+k3s1", DAY).outcome());
    Finding ended = judge("Kubernetes", "v1.35.1", LocalDate.of(2027, 3, 1));
    assertEquals(Readiness.DEGRADED, ended.outcome());
    assertEquals("1.35 is not maintained since 2027-02-28", ended.evidence());
    assertEquals("Upgrade Kubernetes to a maintained release.", ended.remedy());
    Finding ends = judge("Kubernetes", "v1.35.0", LocalDate.of(2027, 2, 1));
    assertTrue(ends.evidence(), ends.evidence().endsWith("until 2027-02-28 only"));
  }

  @Test
  public void anOldOneAndOneInBetweenAreNotMaintained() {
    assertEquals(Readiness.DEGRADED, judge("Kubernetes", "v1.20.2", DAY).outcome());
    assertEquals(Readiness.DEGRADED, judge("Kubernetes", "v1.25.0", DAY).outcome());
    assertEquals(Readiness.DEGRADED, judge("Prometheus", "2.42.0+ds", DAY).outcome());
    assertEquals(Readiness.DEGRADED, judge("Docker Engine", "20.10.24+dfsg1", DAY).outcome());
    assertEquals(Readiness.DEGRADED, judge("Elasticsearch", "7.10.2", DAY).outcome());
  }

  @Test
  public void projectsThatMaintainMajorReleasesAreJudgedByThem() {
    assertEquals("2 is maintained", judge("OpenSearch", "2.19.1", DAY).evidence());
    assertEquals(Readiness.READY, judge("Elasticsearch", "8.19.3", DAY).outcome());
    assertEquals("29 is maintained", judge("Docker Engine", "29.2.1", DAY).evidence());
  }

  @Test
  public void whatIsNewerThanTheTableIsReadyAndSaysSo() {
    Finding newer = judge("Kubernetes", "v1.41.0", DAY);
    assertEquals(Readiness.READY, newer.outcome());
    assertEquals("newer than what was known of releases on 2026-03-10", newer.evidence());
  }

  @Test
  public void whatTheTableDoesNotKnowIsNotJudged() {
    assertEquals("", judge("Harbor", "2.1", DAY).evidence());
    assertEquals("", judge("Kubernetes", "unversioned", DAY).evidence());
  }
}
