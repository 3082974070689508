package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.jenkins.plugins.paas.core.audit.AuditTrail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * The checks that the page asks for, one a platform at a time in the background, and what was found
 * to be left over. Thread-safe.
 */
@Extension
public final class AuditRuns implements ExtensionPoint {

  private static final Logger LOGGER = Logger.getLogger(AuditRuns.class.getName());
  private static final int MOST = 1000;
  private static final String ALL = "*";

  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final Map<String, List<Found>> leftOvers = new ConcurrentHashMap<>();
  private final Map<String, List<String>> troubles = new ConcurrentHashMap<>();

  /** A left-over thing, and who knows how to remove it. */
  public static final class Found {
    private final LeftOvers source;
    private final LeftOver one;

    Found(LeftOvers source, LeftOver one) {
      this.source = source;
      this.one = one;
    }

    public String getTitle() {
      return source.title();
    }

    public String getId() {
      return source.getClass().getName() + ":" + one.id();
    }

    public String getWhat() {
      return one.what();
    }

    public String getRun() {
      return one.run();
    }

    public String getReason() {
      return one.reason();
    }

    boolean remove(Platform platform) throws IOException, InterruptedException {
      try (AuditTrail.Scope ignored =
          AuditTrail.as(Jenkins.getAuthentication2().getName(), one.run())) {
        AuditTrail.at(platform.getName());
        return source.remove(platform, one);
      }
    }
  }

  public static AuditRuns get() {
    return ExtensionList.lookupSingleton(AuditRuns.class);
  }

  /** Those that were found when somebody looked last, which is done now. */
  List<Found> found(Platform platform) throws InterruptedException {
    look(platform);
    return leftOvers(platform.getName());
  }

  /** Starts one, unless it runs already. */
  void start(Platform platform) {
    if (running.add(platform.getName())) {
      Thread thread = new Thread(() -> run(platform), "paas-audit " + platform.getName());
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void run(Platform platform) {
    try {
      PlatformAudit.of(platform, CheckContext.controller());
      look(platform);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "Checking platform " + platform.getName() + " failed", e);
    } finally {
      running.remove(platform.getName());
    }
  }

  /** Looks for what was left over; what cannot be asked is a trouble, and the rest goes on. */
  void look(Platform platform) throws InterruptedException {
    List<Found> found = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (LeftOvers source : LeftOvers.all()) {
      try {
        source.find(platform).stream()
            .limit(MOST)
            .forEach(one -> found.add(new Found(source, one)));
      } catch (IOException e) {
        failed.add(source.title() + ": " + e.getMessage());
      }
    }
    leftOvers.put(platform.getName(), List.copyOf(found));
    troubles.put(platform.getName(), List.copyOf(failed));
  }

  boolean isRunning(String platform) {
    return running.contains(platform);
  }

  List<Found> leftOvers(String platform) {
    return leftOvers.getOrDefault(platform, List.of());
  }

  List<String> troubles(String platform) {
    return troubles.getOrDefault(platform, List.of());
  }

  /**
   * Removes what was shown.
   *
   * @param id of one, or {@code *} for all of the platform
   * @return how many were there
   * @throws IOException when nothing of the id was shown, or it cannot be removed
   */
  int remove(Platform platform, String id) throws IOException, InterruptedException {
    List<Found> meant =
        leftOvers(platform.getName()).stream()
            .filter(found -> ALL.equals(id) || found.getId().equals(id))
            .toList();
    if (meant.isEmpty() && !ALL.equals(id)) {
      throw new IOException("There is no such left-over thing: look at the page again.");
    }
    int removed = 0;
    for (Found found : meant) {
      removed += found.remove(platform) ? 1 : 0;
      LOGGER.info(
          () -> "Removed from platform " + platform.getName() + ", on request: " + found.getWhat());
    }
    look(platform);
    return removed;
  }
}
