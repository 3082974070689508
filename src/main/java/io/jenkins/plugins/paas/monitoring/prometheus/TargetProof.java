package io.jenkins.plugins.paas.monitoring.prometheus;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Judges whether the targets of one registration are up and were scraped after it. Time is measured
 * by the server's clock alone: what it had scraped before is noted first, and a later scrape is
 * asked for. Serialisable; not thread-safe.
 */
public final class TargetProof implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TargetMatch match;
  private final ArrayList<String> addresses;
  private final HashMap<String, Long> scrapedBefore = new HashMap<>();

  /**
   * @param addresses {@code host:port} each, as the server discovers them
   * @param before what the server knew before the registration
   */
  public TargetProof(TargetMatch match, List<String> addresses, List<ScrapeTarget> before) {
    this.match = match;
    this.addresses = new ArrayList<>(addresses);
    for (ScrapeTarget target : before) {
      if (match.isOurs(target) && target.lastScrape() != null) {
        scrapedBefore.merge(match.address(target), target.lastScrape().toEpochMilli(), Math::max);
      }
    }
  }

  /**
   * What one look found.
   *
   * @param targets ours that the server knows
   * @param proven whether each address is up and was scraped after the registration
   * @param lines what each address is waiting for, by address; in order
   */
  public record Verdict(List<ScrapeTarget> targets, boolean proven, Map<String, String> lines) {

    /** The latest scrape of all. */
    public Instant lastScrape() {
      return targets.stream()
          .map(ScrapeTarget::lastScrape)
          .filter(java.util.Objects::nonNull)
          .max(Instant::compareTo)
          .orElse(null);
    }
  }

  /** Judges what the server knows now. */
  public Verdict judge(List<ScrapeTarget> now) {
    List<ScrapeTarget> ours = now.stream().filter(match::isOurs).toList();
    Map<String, String> lines = new LinkedHashMap<>();
    boolean proven = true;
    for (String address : new TreeSet<>(addresses)) {
      List<ScrapeTarget> at = at(ours, address);
      proven &= !at.isEmpty() && at.stream().allMatch(t -> t.isUp() && isScrapedSince(t));
      lines.put(address, state(at));
    }
    return new Verdict(ours, proven, lines);
  }

  // the same address may be there twice, once dropped: another Service has the same pods
  private List<ScrapeTarget> at(List<ScrapeTarget> ours, String address) {
    List<ScrapeTarget> at = ours.stream().filter(t -> match.address(t).equals(address)).toList();
    List<ScrapeTarget> active = at.stream().filter(t -> !t.isDropped()).toList();
    return active.isEmpty() ? at : active;
  }

  /** Why the proof failed, and what to do about it. */
  public PrometheusFailure failure(Verdict verdict, String server) {
    List<String> reasons = new ArrayList<>();
    for (String address : new TreeSet<>(addresses)) {
      at(verdict.targets(), address).stream()
          .findFirst()
          .ifPresentOrElse(
              target -> {
                if (!target.isUp() || !isScrapedSince(target)) {
                  reasons.add(explain(target));
                }
              },
              () -> reasons.add(address + " is unknown to Prometheus: " + match.advice()));
    }
    return new PrometheusFailure(
        "Registration "
            + match.registration()
            + " is not in force at Prometheus "
            + server
            + ": "
            + String.join("; ", reasons));
  }

  private String explain(ScrapeTarget target) {
    if (target.isDropped()) {
      return target.address()
          + " is dropped by relabel_configs of "
          + match.configuration()
          + ": let them keep "
          + target.discoveredLabels();
    }
    if (target.lastError().isEmpty()) {
      return target.name()
          + (target.lastScrape() == null
              ? " was not scraped yet: is timeoutMinutes shorter than the scrape interval?"
              : " was not scraped since the registration: is timeoutMinutes shorter than the scrape"
                  + " interval?");
    }
    return target.name()
        + " is "
        + target.health()
        + ", lastError: "
        + target.lastError()
        + ". "
        + advice(target.lastError());
  }

  private static String advice(String error) {
    if (error.contains("connection refused")) {
      return "Nothing listens there: is the port right, and does the process run?";
    }
    if (error.contains("deadline exceeded")) {
      return "The process accepts but does not answer in time: does it hang, or is it stopped?";
    }
    if (error.contains("HTTP status 404")) {
      return "There are no metrics at that path: set 'path'.";
    }
    if (error.contains("HTTP status 401") || error.contains("HTTP status 403")) {
      return "The application asks Prometheus for credentials: configure them in the"
          + " scrape_config.";
    }
    if (error.contains("no route to host") || error.contains("no such host")) {
      return "Prometheus cannot reach that address: does a network policy or another network lie"
          + " between?";
    }
    return "Look at what the application answers there.";
  }

  private String state(List<ScrapeTarget> at) {
    if (at.isEmpty()) {
      return "not discovered yet";
    }
    for (ScrapeTarget target : at) {
      if (!target.lastError().isEmpty()) {
        return target.health() + ", " + target.lastError();
      }
      if (!target.isUp()) {
        return target.health();
      }
      if (!isScrapedSince(target)) {
        return "up, not scraped since the registration";
      }
    }
    return "up, scraped";
  }

  private boolean isScrapedSince(ScrapeTarget target) {
    Long before = scrapedBefore.get(match.address(target));
    return target.lastScrape() != null
        && (before == null || target.lastScrape().toEpochMilli() > before);
  }
}
