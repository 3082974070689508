package io.jenkins.plugins.paas.platform.readiness;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/** Everything at once, and nobody waits for the dead. */
public class AuditTest {

  private static Inquiry answers(Need need, String component, CyclicBarrier together) {
    return Inquiry.of(
        need,
        component,
        () -> {
          together.await(10, TimeUnit.SECONDS);
          return List.of(Finding.about(need, component).fact("fine").finding());
        });
  }

  @Test
  public void allAreAskedAtTheSameTimeAndSortedByNeed() throws Exception {
    CyclicBarrier together = new CyclicBarrier(Need.values().length);
    List<Inquiry> inquiries = new ArrayList<>();
    for (Need need : Need.values()) {
      inquiries.add(0, answers(need, need.title(), together));
    }
    List<Finding> findings = Audit.of(inquiries);
    assertEquals(List.of(Need.values()), findings.stream().map(Finding::need).toList());
    assertTrue(findings.toString(), findings.stream().allMatch(f -> f.evidence().equals("fine")));
  }

  @Test
  public void aDeadOneCostsItsOwnTimeOutOnly() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    List<Inquiry> inquiries = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      inquiries.add(
          new Inquiry(
              Need.LOGGING,
              "dead " + i,
              Duration.ofMillis(400),
              () -> {
                never.await();
                return List.of();
              }));
    }
    inquiries.add(answers(Need.MONITORING, "alive", new CyclicBarrier(1)));
    long start = System.nanoTime();
    List<Finding> findings = Audit.of(inquiries);
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    assertTrue("it took " + millis + " ms", millis < 1500);
    assertEquals(Readiness.READY, findings.get(0).outcome());
    for (Finding dead : findings.subList(1, 5)) {
      assertEquals(Readiness.UNKNOWN, dead.outcome());
      assertTrue(dead.evidence(), dead.evidence().startsWith("no answer within"));
      assertTrue(dead.remedy(), dead.remedy().contains("overloaded"));
    }
  }

  @Test
  public void whatFailsIsAFinding() throws Exception {
    List<Finding> findings =
        Audit.of(
            List.of(
                Inquiry.of(
                    Need.DATA,
                    "own mistake",
                    () -> {
                      throw new IllegalStateException("a bug");
                    }),
                Inquiry.of(
                    Need.DATA,
                    "their mistake",
                    () -> {
                      throw new IOException("no such credential");
                    })));
    assertEquals(Readiness.UNKNOWN, findings.get(0).outcome());
    assertTrue(
        findings.get(0).evidence(),
        findings.get(0).evidence().startsWith("the check failed by itself: IllegalState"));
    assertEquals(Readiness.DEGRADED, findings.get(1).outcome());
    assertEquals("no such credential", findings.get(1).evidence());
  }

  @Test
  public void textsAreBounded() {
    Finding finding = Finding.about(Need.DATA, "long").fact("x".repeat(10_000)).finding();
    assertEquals(1501, finding.evidence().length());
  }

  @Test
  public void theWorstOfAllCounts() {
    assertEquals(Readiness.READY, Readiness.worst(List.of(Readiness.READY)));
    assertEquals(
        Readiness.DEGRADED,
        Readiness.worst(List.of(Readiness.DEGRADED, Readiness.UNKNOWN, Readiness.READY)));
    assertEquals(Readiness.UNKNOWN, Readiness.worst(List.of()));
  }
}
