package io.jenkins.plugins.paas.monitoring.alertmanager;

import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A silence that ends by itself soon, unless it is renewed. Times are the controller's clock.
 * Serialisable; not thread-safe.
 */
public final class SilenceLease implements Serializable {

  private static final long serialVersionUID = 1L;

  /** No lease is longer: after a crash alerts are back by then. */
  public static final Duration LONGEST = Duration.ofMinutes(5);

  private final ArrayList<SilenceMatcher> matchers;
  private final String comment;
  private final long millis;
  private String id;
  private long endsMillis;
  private boolean endedByOthers;

  /** What a renewal came to. */
  public enum Renewal {
    RENEWED,
    /** It had lapsed, as after a long restart, and was made anew. */
    MADE_ANEW,
    /** Somebody ended it, so it is left so. */
    ENDED_BY_OTHERS
  }

  /**
   * @param comment for people; its end tells this silence from all others
   */
  public SilenceLease(List<SilenceMatcher> matchers, String comment, Duration lease) {
    this.matchers = new ArrayList<>(matchers);
    this.comment = comment;
    this.millis = Math.min(lease.toMillis(), LONGEST.toMillis());
  }

  public String id() {
    return id;
  }

  public Instant endsAt() {
    return Instant.ofEpochMilli(endsMillis);
  }

  public boolean isEndedByOthers() {
    return endedByOthers;
  }

  /** After which time to renew it: a third, so that two renewals may fail. */
  public Duration pause() {
    return Duration.ofMillis(millis / 3);
  }

  /**
   * Makes it; finds the one that a crashed attempt made.
   *
   * @param key the end of the comment
   */
  public void begin(AlertmanagerApi api, String key, Instant now)
      throws HttpFailure, SilenceFailure, InterruptedException {
    Optional<Silence> earlier = api.withComment(key);
    put(api, earlier, now);
  }

  public Renewal renew(AlertmanagerApi api, Instant now)
      throws HttpFailure, SilenceFailure, InterruptedException {
    Optional<Silence> live = api.get(id);
    boolean over = live.isEmpty() || live.get().isExpired();
    if (endedByOthers || over && now.toEpochMilli() < endsMillis) {
      endedByOthers = true;
      return Renewal.ENDED_BY_OTHERS;
    }
    put(api, live.filter(silence -> !over), now);
    return over ? Renewal.MADE_ANEW : Renewal.RENEWED;
  }

  public void end(AlertmanagerApi api) throws HttpFailure, SilenceFailure, InterruptedException {
    if (id != null) {
      api.expire(id);
    }
  }

  // with another start Alertmanager would end an active silence and make a second one
  private void put(AlertmanagerApi api, Optional<Silence> known, Instant now)
      throws HttpFailure, SilenceFailure, InterruptedException {
    Instant from = known.map(Silence::startsAt).orElse(now);
    Instant to = now.plusMillis(millis);
    id = api.put(known.map(Silence::id).orElse(null), matchers, from, to, comment);
    endsMillis = to.toEpochMilli();
  }
}
