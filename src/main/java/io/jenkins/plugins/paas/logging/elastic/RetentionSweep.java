package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Removes old indices of the targets that asked one controller for it, which their index templates
 * tell. What bears no mark or another controller's id is not touched. Bounded: the rest is left to
 * the next time.
 */
public final class RetentionSweep {

  private static final int MOST_TARGETS = 1000;
  private static final int MOST_INDICES = 100;

  /** Names of 255 bytes: a server takes 4 KiB for a request's first line. */
  private static final int AT_ONCE = 10;

  private final ElasticApi api;
  private final String controller;

  /**
   * @param controller the id that must be on a target's template
   */
  public RetentionSweep(ElasticApi api, String controller) {
    if (controller.isEmpty()) {
      throw new IllegalArgumentException("a controller has an id");
    }
    this.api = api;
    this.controller = controller;
  }

  /**
   * What was done, for people.
   *
   * @param targets how many asked for it
   * @param done a line a change
   * @param failures a line a target that could not be swept
   */
  public record Swept(int targets, List<String> done, List<String> failures) {}

  /**
   * @throws HttpFailure when the server cannot be asked now; some targets may have been swept
   */
  public Swept sweep(Instant now) throws HttpFailure, InterruptedException {
    List<String> done = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    int targets = 0;
    for (Map.Entry<String, JsonNode> template : api.templateMarks().entrySet()) {
      if (!isOurs(template.getValue()) || targets == MOST_TARGETS) {
        continue;
      }
      targets++;
      try {
        LogTarget target =
            new LogTarget(template.getKey().substring(TargetTemplate.PREFIX.length()));
        String kept = template.getValue().path(RetentionPlan.KEPT_FOR).asText();
        sweep(target, Retention.parse(kept), now, done);
      } catch (ElasticFailure | IllegalArgumentException e) {
        failures.add("index template " + template.getKey() + ": " + e.getMessage());
      } catch (HttpFailure e) {
        if (e.isTransient()) {
          throw e;
        }
        failures.add("index template " + template.getKey() + ": " + e.getMessage());
      }
    }
    return new Swept(targets, done, failures);
  }

  private boolean isOurs(JsonNode marks) {
    return "paas".equals(marks.path("managed_by").asText())
        && RetentionPlan.JOB.equals(marks.path(RetentionPlan.MARK).asText())
        && controller.equals(marks.path(RetentionPlan.CONTROLLER).asText());
  }

  private void sweep(LogTarget target, Retention retention, Instant now, List<String> done)
      throws HttpFailure, ElasticFailure, InterruptedException {
    // an alias may have been given to somebody else's index, which is not ours to remove
    List<RetentionJob.Index> indices =
        api.indices(target).stream()
            .filter(
                index ->
                    index.name().startsWith(target + "-0")
                        || index.name().startsWith(".ds-" + target + "-"))
            .toList();
    RetentionJob job = new RetentionJob(retention, indices);
    if (job.isRolloverDue(now) && api.rolloverOfLines(target)) {
      done.add("target " + target + ": began a new index");
    }
    List<String> expired = job.expired(now).stream().limit(MOST_INDICES).toList();
    for (int from = 0; from < expired.size(); from += AT_ONCE) {
      List<String> some = expired.subList(from, Math.min(from + AT_ONCE, expired.size()));
      api.deleteIndices(some);
      done.add("target " + target + ": removed, older than " + retention + ": " + some);
    }
  }
}
