package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.ObjectRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What operators of data services write into their objects' status, each in its own way. */
final class OperatorRules {

  // percona-server-mysql-operator, percona-xtradb-cluster-operator and
  // percona-server-mongodb-operator, api: AppState
  private static final ReadinessRule PERCONA =
      new StateRule("status.state", "status.message", Set.of("ready"), Set.of("error"));

  private static final ReadinessRule POD_SETS = object -> Verdict.ready("present");

  private static final Map<String, ReadinessRule> BY_KIND =
      Map.ofEntries(
          Map.entry("Cluster.postgresql.cnpg.io", OperatorRules::cloudNativePg),
          Map.entry("PerconaServerMySQL.ps.percona.com", PERCONA),
          Map.entry("PerconaXtraDBCluster.pxc.percona.com", PERCONA),
          Map.entry("PerconaServerMongoDB.psmdb.percona.com", PERCONA),
          Map.entry("InnoDBCluster.mysql.oracle.com", OperatorRules::innoDb),
          Map.entry("RedisFailover.databases.spotahome.com", POD_SETS),
          Map.entry("Redis.redis.redis.opstreelabs.in", POD_SETS),
          Map.entry("RedisReplication.redis.redis.opstreelabs.in", POD_SETS),
          // redis-operator of OT-CONTAINER-KIT, api/rediscluster
          Map.entry(
              "RedisCluster.redis.redis.opstreelabs.in",
              new StateRule("status.state", "status.reason", Set.of("Ready"), Set.of("Failed"))),
          Map.entry("Kafka.kafka.strimzi.io", new ConditionRule("Ready")),
          Map.entry("KafkaTopic.kafka.strimzi.io", new ConditionRule("Ready")),
          Map.entry("KafkaUser.kafka.strimzi.io", new ConditionRule("Ready")),
          // cluster-operator, internal/status: AllReplicasReady and ReconcileSuccess
          Map.entry(
              "RabbitmqCluster.rabbitmq.com",
              new ConditionRule("AllReplicasReady", "ReconcileSuccess")),
          // mongodb-kubernetes-operator, api/v1: Phase
          Map.entry(
              "MongoDBCommunity.mongodbcommunity.mongodb.com",
              new StateRule("status.phase", "status.message", Set.of("Running"), Set.of("Failed"))),
          // lib-bucket-provisioner, api: ObjectBucketClaimStatusPhase
          Map.entry(
              "ObjectBucketClaim.objectbucket.io",
              new StateRule("status.phase", "status.message", Set.of("Bound"), Set.of("Failed"))));

  // crossplane-runtime, apis/common: a managed resource is ready only when the last change went out
  private static final ReadinessRule MANAGED = new ConditionRule("Synced", "Ready");

  private OperatorRules() {}

  static Optional<ReadinessRule> of(ObjectRef ref) {
    ReadinessRule rule = BY_KIND.get(ref.kind() + "." + ref.group());
    if (rule == null && isManaged(ref.group())) {
      rule = ref.kind().equals("ProviderConfig") ? POD_SETS : MANAGED;
    }
    return Optional.ofNullable(rule);
  }

  private static boolean isManaged(String group) {
    boolean own = group.equals("apiextensions.crossplane.io") || group.equals("pkg.crossplane.io");
    return !own && (group.endsWith(".crossplane.io") || group.endsWith(".upbound.io"));
  }

  /** What an operator makes for an object whose own status says nothing. */
  static List<ObjectRef> companions(ObjectRef ref) {
    return switch (ref.kind() + "." + ref.group()) {
      case "RedisFailover.databases.spotahome.com" ->
          List.of(
              new ObjectRef("apps/v1", "StatefulSet", ref.namespace(), "rfr-" + ref.name()),
              new ObjectRef("apps/v1", "Deployment", ref.namespace(), "rfs-" + ref.name()));
      case "Redis.redis.redis.opstreelabs.in", "RedisReplication.redis.redis.opstreelabs.in" ->
          List.of(new ObjectRef("apps/v1", "StatefulSet", ref.namespace(), ref.name()));
      default -> List.of();
    };
  }

  // cloudnative-pg, api/v1: the phases are sentences
  private static Verdict cloudNativePg(KubeObject cluster) {
    String phase = cluster.text("status", "phase");
    if (phase.toLowerCase(Locale.ROOT).contains("unrecoverable")) {
      return Verdict.failed(phase + " " + cluster.text("status", "phaseReason"));
    }
    long wanted = cluster.number(1, "spec", "instances");
    long ready = cluster.number(0, "status", "readyInstances");
    String text = ready + "/" + wanted + " instances ready";
    return phase.equals("Cluster in healthy state") && ready >= wanted
        ? Verdict.ready(text)
        : Verdict.waiting(text + (phase.isEmpty() ? "" : ": " + phase));
  }

  // mysql-operator, python/kubernetes/…/diagnose.py: ClusterDiagStatus
  private static Verdict innoDb(KubeObject cluster) {
    String state = cluster.text("status", "cluster", "status");
    long wanted = cluster.number(1, "spec", "instances");
    long online = cluster.number(0, "status", "cluster", "onlineInstances");
    String text = online + "/" + wanted + " instances online";
    return state.equals("ONLINE") && online >= wanted
        ? Verdict.ready(text)
        : Verdict.waiting(text + (state.isEmpty() ? "" : ": " + state));
  }
}
