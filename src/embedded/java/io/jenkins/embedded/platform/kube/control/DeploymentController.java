package io.jenkins.embedded.platform.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.admission.Removal;
import io.jenkins.embedded.platform.kube.objects.Json;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

/** Rolls a Deployment's template out through ReplicaSets, one per template. */
final class DeploymentController implements Controller {
  static final String TYPE = "deployments.apps";
  static final String SETS = "replicasets.apps";
  static final String REVISION = "deployment.kubernetes.io/revision";
  private static final String HASH = "pod-template-hash";

  private final Cluster cluster;
  private final Events events;
  private final DeploymentStatus status;

  DeploymentController(Cluster cluster, Events events) {
    this.cluster = cluster;
    this.events = events;
    this.status = new DeploymentStatus(cluster);
  }

  @Override
  public void reconcile() {
    cluster.each(TYPE, this::reconcile);
  }

  private void reconcile(ObjectNode deployment) {
    if (Json.isTerminating(deployment)) {
      return;
    }
    List<ObjectNode> sets = Ownership.of(cluster, SETS, deployment);
    String hash = hash(Json.at(deployment, "spec", "template"));
    boolean exists = sets.stream().anyMatch(s -> isCurrent(s, hash));
    boolean paused = Json.at(deployment, "spec", "paused").asBoolean();
    if (!exists && !paused) {
      create(deployment, hash, revision(sets) + 1);
      sets = Ownership.of(cluster, SETS, deployment);
    }
    if (!paused) {
      roll(deployment, sets, hash);
    }
    List<ObjectNode> now = Ownership.of(cluster, SETS, deployment);
    ObjectNode current = now.stream().filter(s -> isCurrent(s, hash)).findFirst().orElse(null);
    status.report(deployment, now, current);
    prune(deployment, now, hash);
  }

  private static boolean isCurrent(JsonNode set, String hash) {
    return Json.text(set, "metadata", "labels", HASH).equals(hash);
  }

  /** Letters that cannot form words, as Kubernetes encodes its hashes. */
  private static String hash(JsonNode template) {
    CRC32 crc = new CRC32();
    crc.update(template.toString().getBytes(StandardCharsets.UTF_8));
    String alphabet = "bcdfghjklmnpqrstvwxz2456789";
    StringBuilder text = new StringBuilder();
    for (char digit : Long.toString(crc.getValue(), 27).toCharArray()) {
      text.append(alphabet.charAt(Character.digit(digit, 27)));
    }
    return text.toString();
  }

  private static long revision(List<ObjectNode> sets) {
    return sets.stream().mapToLong(DeploymentController::revision).max().orElse(0);
  }

  private static long revision(JsonNode set) {
    return Json.at(set, "metadata", "annotations", REVISION).asLong(0);
  }

  private void create(ObjectNode deployment, String hash, long revision) {
    ObjectNode set = Json.object();
    ObjectNode metadata = Json.ensure(set, "metadata");
    metadata.put("name", Json.name(deployment) + "-" + hash);
    metadata.put("namespace", Json.namespace(deployment));
    JsonNode template = Json.at(deployment, "spec", "template");
    metadata.putObject("annotations").put(REVISION, Long.toString(revision));
    ObjectNode spec = set.putObject("spec").put("replicas", 0);
    spec.put("minReadySeconds", Json.at(deployment, "spec", "minReadySeconds").asInt(0));
    spec.set("template", template.deepCopy());
    Json.ensure(spec, "template", "metadata", "labels").put(HASH, hash);
    metadata.set("labels", Json.at(spec, "template", "metadata", "labels").deepCopy());
    spec.set("selector", Json.at(deployment, "spec", "selector").deepCopy());
    Json.ensure(spec, "selector", "matchLabels").put(HASH, hash);
    Ownership.own(set, deployment, "apps/v1", "Deployment");
    cluster.create(SETS, set);
  }

  private void roll(ObjectNode deployment, List<ObjectNode> sets, String hash) {
    ObjectNode current = sets.stream().filter(s -> isCurrent(s, hash)).findFirst().orElseThrow();
    long newest = revision(sets);
    if (revision(current) < newest) {
      // back to an earlier template: it becomes the newest revision
      annotate(SETS, current, newest + 1);
    }
    annotate(TYPE, deployment, Math.max(newest, revision(current)));
    List<ObjectNode> old = sets.stream().filter(s -> !isCurrent(s, hash)).toList();
    int wanted = Json.at(deployment, "spec", "replicas").asInt(1);
    int running = sets.stream().mapToInt(DeploymentController::replicas).sum();
    JsonNode strategy = Json.at(deployment, "spec", "strategy");
    boolean recreate = Json.text(strategy, "type").equals("Recreate");
    int surge = share(Json.at(strategy, "rollingUpdate", "maxSurge"), wanted, true);
    int unavailable = share(Json.at(strategy, "rollingUpdate", "maxUnavailable"), wanted, false);
    if (surge == 0 && unavailable == 0) {
      unavailable = 1;
    }
    if (recreate) {
      old.forEach(s -> scale(deployment, s, 0));
      boolean over = old.stream().allMatch(s -> Ownership.of(cluster, "pods", s).isEmpty());
      if (over) {
        scale(deployment, current, wanted);
      }
      return;
    }
    int has = replicas(current);
    int room = Math.max(0, wanted + surge - running);
    scale(deployment, current, has > wanted ? wanted : Math.min(wanted, has + room));
    scaleDown(deployment, current, old, wanted - unavailable);
  }

  /** Old pods go as new ones become available; those that are not ready go first. */
  private void scaleDown(
      ObjectNode deployment, ObjectNode current, List<ObjectNode> old, int minimum) {
    int available = available(current) + old.stream().mapToInt(this::available).sum();
    for (ObjectNode set : old) {
      int sick = Math.max(0, replicas(set) - available(set));
      int spare = Math.max(0, Math.min(available(set), available - minimum));
      available -= spare;
      scale(deployment, set, Math.max(0, replicas(set) - sick - spare));
    }
  }

  private static int replicas(JsonNode set) {
    return Json.at(set, "spec", "replicas").asInt(0);
  }

  private int available(JsonNode set) {
    return Math.min(replicas(set), Json.at(set, "status", "availableReplicas").asInt(0));
  }

  private static int share(JsonNode value, int wanted, boolean up) {
    String text = value.asText("0");
    if (!text.endsWith("%")) {
      return value.asInt(0);
    }
    double part = wanted * Integer.parseInt(text.substring(0, text.length() - 1)) / 100.0;
    return (int) (up ? Math.ceil(part) : Math.floor(part));
  }

  private void annotate(String type, ObjectNode object, long revision) {
    cluster.change(
        type,
        object,
        o -> Json.ensure(o, "metadata", "annotations").put(REVISION, Long.toString(revision)));
  }

  private void scale(ObjectNode deployment, ObjectNode set, int replicas) {
    int before = replicas(set);
    if (before != replicas) {
      cluster.change(SETS, set, s -> Json.ensure(s, "spec").put("replicas", replicas));
      events.record(
          "deployment-controller",
          deployment,
          "Normal",
          "ScalingReplicaSet",
          "Scaled "
              + (replicas > before ? "up" : "down")
              + " replica set "
              + Json.name(set)
              + " from "
              + before
              + " to "
              + replicas);
    }
  }

  private void prune(ObjectNode deployment, List<ObjectNode> sets, String hash) {
    int kept = Json.at(deployment, "spec", "revisionHistoryLimit").asInt(10);
    List<ObjectNode> idle =
        sets.stream()
            .filter(s -> !isCurrent(s, hash) && replicas(s) == 0)
            .filter(s -> Json.at(s, "status", "replicas").asInt(0) == 0)
            .sorted(Comparator.comparingLong(DeploymentController::revision))
            .toList();
    idle.stream()
        .limit(Math.max(0, idle.size() - kept))
        .forEach(s -> cluster.delete(SETS, s, Removal.graceful()));
  }
}
