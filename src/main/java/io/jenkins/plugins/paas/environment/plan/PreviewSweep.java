package io.jenkins.plugins.paas.environment.plan;

import io.jenkins.plugins.paas.environment.source.NamespaceObject;
import io.jenkins.plugins.paas.environment.source.Ownership;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ServerSideApply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Removes the previews of one controller that their builds left behind, and says of the others that
 * they are still wanted. One request for the list, one for each preview.
 */
public final class PreviewSweep {

  /** What a controller knows of the build that made a preview. */
  public enum Build {
    RUNNING,
    ENDED,
    UNKNOWN
  }

  /** What became of a preview. */
  public enum Fate {
    KEPT,
    REMOVED,
    ENDING
  }

  /**
   * @param uid of the very namespace, whose name the next may have
   * @param reason why it is removed, or what keeps it from ending; empty where it is kept
   */
  public record Swept(
      String namespace, String uid, String application, String run, Fate fate, String reason) {
    @Override
    public String toString() {
      return "namespace " + namespace + " of " + run + ": " + text();
    }

    private String text() {
      return switch (fate) {
        case KEPT -> "kept";
        case REMOVED -> "removing it, for " + reason;
        case ENDING -> "is ending" + reason;
      };
    }
  }

  /** How long a preview of an unknown build stays without a sign of life. */
  static final Duration SILENCE = Duration.ofHours(1);

  private static final String MANAGER = "paas-heartbeat";
  private static final String SELECTOR =
      Ownership.MANAGED_BY + "=" + Ownership.PAAS + "," + PreviewHold.PREVIEW + "=true";

  private final KubeSession session;
  private final String controller;
  private final Function<String, Build> builds;

  /**
   * @param controller whose previews these are; nobody else's are touched
   * @param builds what is known of a build by its run id
   */
  public PreviewSweep(KubeSession session, String controller, Function<String, Build> builds) {
    this.session = session;
    this.controller = controller;
    this.builds = builds;
  }

  /** Sweeps once; the order is the cluster's. */
  public List<Swept> sweep(Instant now) throws KubeFailure, InterruptedException {
    List<Swept> swept = new ArrayList<>();
    for (KubeObject namespace : own()) {
      Swept one = verdict(namespace, now);
      if (one.fate() == Fate.REMOVED) {
        // only the one that was looked at: a build may just have made the next one
        session.delete(namespace.ref(), one.uid());
      } else if (one.fate() == Fate.KEPT && builds.apply(one.run()) == Build.RUNNING) {
        beat(namespace, now);
      }
      swept.add(one);
    }
    return swept;
  }

  /** What {@link #sweep} would remove now; nothing is changed. */
  public List<Swept> leftOver(Instant now) throws KubeFailure, InterruptedException {
    List<Swept> left = new ArrayList<>();
    for (KubeObject namespace : own()) {
      Swept one = verdict(namespace, now);
      if (one.fate() == Fate.REMOVED) {
        left.add(one);
      }
    }
    return left;
  }

  /**
   * Removes one that is left over still.
   *
   * @return it; empty where it was not there
   */
  public Optional<Swept> remove(String uid, Instant now) throws KubeFailure, InterruptedException {
    for (KubeObject namespace : own()) {
      Swept one = verdict(namespace, now);
      if (one.uid().equals(uid) && one.fate() == Fate.REMOVED) {
        return session.delete(namespace.ref(), uid) ? Optional.of(one) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private List<KubeObject> own() throws KubeFailure, InterruptedException {
    return session.list(session.types().require("v1", "Namespace"), "", SELECTOR).stream()
        .filter(namespace -> annotation(namespace, Ownership.CONTROLLER).equals(controller))
        .toList();
  }

  private Swept verdict(KubeObject namespace, Instant now) {
    String run = annotation(namespace, Ownership.RUN);
    String uid = namespace.text("metadata", "uid");
    String application = namespace.text("metadata", "labels", Ownership.APPLICATION);
    if (!namespace.text("metadata", "deletionTimestamp").isEmpty()) {
      String remaining = NamespaceObject.remaining(namespace);
      return new Swept(namespace.name(), uid, application, run, Fate.ENDING, remaining);
    }
    String reason = reason(namespace, builds.apply(run), now);
    Fate fate = reason.isEmpty() ? Fate.KEPT : Fate.REMOVED;
    return new Swept(namespace.name(), uid, application, run, fate, reason);
  }

  private static String reason(KubeObject namespace, Build build, Instant now) {
    Instant expires = Instant.parse(annotation(namespace, PreviewHold.EXPIRES));
    if (!now.isBefore(expires)) {
      return "its time was over at " + expires;
    }
    if (build == Build.ENDED) {
      return "its build has ended";
    }
    Instant seen = seen(namespace);
    if (build == Build.UNKNOWN && !now.isBefore(seen.plus(SILENCE))) {
      return "its build is unknown and was last seen at " + seen;
    }
    return "";
  }

  private static Instant seen(KubeObject namespace) {
    String beaten = annotation(namespace, PreviewHold.HEARTBEAT);
    return Instant.parse(
        beaten.isEmpty() ? namespace.text("metadata", "creationTimestamp") : beaten);
  }

  private void beat(KubeObject namespace, Instant now) throws KubeFailure, InterruptedException {
    KubeObject beat = new KubeObject(new LinkedHashMap<>());
    beat.tree().put("apiVersion", "v1");
    beat.tree().put("kind", "Namespace");
    Map<String, Object> metadata = beat.ensure("metadata");
    metadata.put("name", namespace.name());
    // else a namespace that has gone meanwhile would be made again
    metadata.put("uid", namespace.text("metadata", "uid"));
    beat.ensure("metadata", "annotations").put(PreviewHold.HEARTBEAT, now.toString());
    try {
      new ServerSideApply(session, MANAGER, true, false, applied -> {}).apply(List.of(beat));
    } catch (KubeFailure e) {
      if (e.status() != 409 && e.kind() != KubeFailure.Kind.NOT_FOUND) {
        throw e;
      }
    }
  }

  private static String annotation(KubeObject namespace, String name) {
    return namespace.text("metadata", "annotations", name);
  }
}
