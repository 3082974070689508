package io.jenkins.plugins.paas.monitoring.alertmanager;

import java.time.Instant;

/**
 * A silence as Alertmanager has it.
 *
 * @param state {@code active}, {@code pending} or {@code expired}
 * @param startsAt when it began, or will: one that is active keeps its id only with this
 * @param endsAt when it ends, or ended
 */
public record Silence(String id, String state, Instant startsAt, Instant endsAt) {

  public boolean isExpired() {
    return "expired".equals(state);
  }
}
