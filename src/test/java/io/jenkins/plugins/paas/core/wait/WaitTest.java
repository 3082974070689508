package io.jenkins.plugins.paas.core.wait;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.Test;

public class WaitTest {

  @Test
  public void aDeadlineEndsOnItsClock() {
    Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now[0];
          }
        };
    Deadline deadline = Deadline.after(Duration.ofMinutes(1), clock);
    now[0] = now[0].plusSeconds(59);
    assertFalse(deadline.expired());
    assertEquals(Duration.ofSeconds(1), deadline.remaining());
    now[0] = now[0].plusSeconds(5);
    assertTrue(deadline.expired());
    assertEquals(Duration.ZERO, deadline.remaining());
  }

  @Test
  public void backoffGrowsToItsBound() {
    Backoff backoff = new Backoff();
    long first = backoff.next().toMillis();
    assertTrue("" + first, first >= 800 && first <= 1000);
    for (int i = 0; i < 10; i++) {
      backoff.next();
    }
    long last = backoff.next().toMillis();
    assertTrue("" + last, last >= 12_000 && last <= 15_000);
    backoff.reset();
    assertTrue(backoff.next().toMillis() <= 1000);
  }
}
