package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.ObjectRef;
import java.util.List;

/**
 * One kind with a spec and the statuses that its controller writes.
 *
 * @param change a merge into the object that is a new generation
 * @param failed "" where the kind has no such status
 */
record ReadinessCase(
    String apiVersion,
    String kind,
    String body,
    String change,
    String ready,
    String failed,
    String waiting) {

  private static final String TEMPLATE =
      "selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers:"
          + " [{name: c, image: 'x:1'}]}}";
  private static final String PORTS = "ports: [{port: 80, protocol: TCP}]";
  private static final String ADDRESS = "{loadBalancer: {ingress: [{ip: 192.0.2.7}]}}";
  private static final String READY =
      "{observedGeneration: 1, conditions: [{type: Ready, status: 'True'}]}";
  private static final String NOT_READY =
      "{observedGeneration: 1, conditions: [{type: Ready, status: 'False', reason: Creating,"
          + " message: one moment}]}";

  static final List<ReadinessCase> ALL =
      List.of(
          of("apps/v1 Deployment", "spec: {replicas: 2, " + TEMPLATE + "}")
              .changed("{spec: {replicas: 3}}")
              .ready(
                  "{observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2}")
              .failed(
                  "{observedGeneration: 1, conditions: [{type: Progressing, status: 'False',"
                      + " reason: ProgressDeadlineExceeded, message: too slow}]}")
              .waiting(
                  "{observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 1}"),
          of("apps/v1 StatefulSet", "spec: {replicas: 2, serviceName: x, " + TEMPLATE + "}")
              .changed("{spec: {replicas: 3}}")
              .ready(
                  "{observedGeneration: 1, readyReplicas: 2, replicas: 2, updateRevision: a,"
                      + " currentRevision: a}")
              .waiting("{observedGeneration: 1, readyReplicas: 1, replicas: 2}"),
          of("apps/v1 DaemonSet", "spec: {" + TEMPLATE + "}")
              .changed("{spec: {minReadySeconds: 1}}")
              .ready(
                  "{observedGeneration: 1, desiredNumberScheduled: 2, updatedNumberScheduled: 2,"
                      + " numberAvailable: 2}")
              .waiting(
                  "{observedGeneration: 1, desiredNumberScheduled: 2, updatedNumberScheduled: 1}"),
          of(
                  "batch/v1 Job",
                  "spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image:"
                      + " 'x:1'}]}}}")
              .ready("{succeeded: 1, conditions: [{type: Complete, status: 'True'}]}")
              .failed(
                  "{failed: 7, conditions: [{type: Failed, status: 'True', reason:"
                      + " BackoffLimitExceeded, message: gave up}]}")
              .waiting("{failed: 1}"),
          of("v1 Pod", "spec: {containers: [{name: c, image: 'x:1'}]}")
              .ready("{phase: Running, conditions: [{type: Ready, status: 'True'}]}")
              .failed("{phase: Failed, reason: Evicted, message: no disk}")
              .waiting("{phase: Pending}"),
          of(
                  "v1 PersistentVolumeClaim",
                  "spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}")
              .ready("{phase: Bound}")
              .failed("{phase: Lost}")
              .waiting("{phase: Pending}"),
          of("v1 Service", "spec: {type: LoadBalancer, " + PORTS + "}")
              .ready(ADDRESS)
              .waiting("{}"),
          of(
                  "networking.k8s.io/v1 Ingress",
                  "spec: {defaultBackend: {service: {name: x, port: {number: 80}}}}")
              .ready(ADDRESS)
              .waiting("{}"),
          of(
                  "apiextensions.k8s.io/v1 CustomResourceDefinition",
                  "spec: {group: NAME.example.com, scope: Namespaced, names: {plural: things, kind:"
                      + " Thing}, versions: [{name: v1, served: true, storage: true, schema:"
                      + " {openAPIV3Schema: {type: object}}}]}")
              .ready("{conditions: [{type: Established, status: 'True'}]}")
              .failed("{conditions: [{type: NamesAccepted, status: 'False', message: taken}]}")
              .waiting("{conditions: [{type: Established, status: 'False'}]}"),
          custom("acme.org/v1 Widget")
              .ready(READY)
              .failed("{conditions: [{type: Stalled, status: 'True', reason: Bad, message: spec}]}")
              .waiting(NOT_READY),
          custom("acme.org/v1 Gadget")
              .ready("{conditions: [{type: Available, status: 'True', observedGeneration: 1}]}")
              .waiting(
                  "{conditions: [{type: Available, status: 'Unknown', observedGeneration: 1}]}"),
          custom("postgresql.cnpg.io/v1 Cluster")
              .ready("{phase: Cluster in healthy state, readyInstances: 2}")
              .failed("{phase: 'Cluster is unrecoverable and needs manual intervention'}")
              .waiting("{phase: Setting up primary, readyInstances: 0}"),
          custom("ps.percona.com/v1 PerconaServerMySQL")
              .ready("{state: ready}")
              .failed("{state: error}")
              .waiting("{state: initializing}"),
          custom("pxc.percona.com/v1 PerconaXtraDBCluster")
              .ready("{state: ready, observedGeneration: 1}")
              .failed("{state: error, message: [no disk], observedGeneration: 1}")
              .waiting("{state: initializing, observedGeneration: 1}"),
          custom("psmdb.percona.com/v1 PerconaServerMongoDB")
              .ready("{state: ready, observedGeneration: 1}")
              .failed("{state: error, message: no disk, observedGeneration: 1}")
              .waiting("{state: initializing, observedGeneration: 1}"),
          custom("mysql.oracle.com/v2 InnoDBCluster")
              .ready("{cluster: {status: ONLINE, onlineInstances: 2}}")
              .waiting("{cluster: {status: ONLINE_PARTIAL, onlineInstances: 1}}"),
          custom("databases.spotahome.com/v1 RedisFailover").ready("{}").waiting("{}"),
          custom("redis.redis.opstreelabs.in/v1beta2 Redis").ready("{}").waiting("{}"),
          custom("redis.redis.opstreelabs.in/v1beta2 RedisCluster")
              .ready("{state: Ready}")
              .failed("{state: Failed, reason: no quorum}")
              .waiting("{state: Bootstrap, reason: RedisCluster is bootstrapping}"),
          custom("kafka.strimzi.io/v1 Kafka").ready(READY).waiting(NOT_READY),
          custom("rabbitmq.com/v1beta1 RabbitmqCluster")
              .ready(
                  "{observedGeneration: 1, conditions: [{type: AllReplicasReady, status: 'True'},"
                      + " {type: ReconcileSuccess, status: 'True'}]}")
              .waiting(
                  "{observedGeneration: 1, conditions: [{type: AllReplicasReady, status: 'False',"
                      + " reason: NotAllPodsReady, message: 0/1 Pods ready}]}"),
          custom("mongodbcommunity.mongodb.com/v1 MongoDBCommunity")
              .ready("{phase: Running}")
              .failed("{phase: Failed, message: bad version}")
              .waiting("{phase: Pending, message: 0 of 3 members}"),
          custom("objectbucket.io/v1alpha1 ObjectBucketClaim")
              .ready("{phase: Bound}")
              .failed("{phase: Failed}")
              .waiting("{phase: Pending}"),
          custom("rds.alibaba.crossplane.io/v1alpha1 RDSInstance")
              .ready(
                  "{conditions: [{type: Synced, status: 'True', observedGeneration: 1}, {type:"
                      + " Ready, status: 'True', observedGeneration: 1}]}")
              .waiting(
                  "{conditions: [{type: Synced, status: 'False', reason: ReconcileError, message:"
                      + " quota of the account}, {type: Ready, status: 'False'}]}"),
          new ReadinessCase(
                  "own.org/v1",
                  "Own",
                  "metadata: {name: NAME, namespace: default, annotations:"
                      + " {paas.jenkins.io/ready-when: '.status.nodes[0].state=up',"
                      + " paas.jenkins.io/failed-when: '.status.broken'}}",
                  "{spec: {size: 3}}",
                  "",
                  "",
                  "")
              .ready("{observedGeneration: 1, nodes: [{state: up}]}")
              .failed("{observedGeneration: 1, nodes: [{state: up}], broken: true}")
              .waiting("{observedGeneration: 1, nodes: [{state: down}]}"));

  private static ReadinessCase of(String type, String body) {
    String[] names = type.split(" ");
    return new ReadinessCase(names[0], names[1], body, "", "", "", "");
  }

  private static ReadinessCase custom(String type) {
    return of(type, "spec: {instances: 2}").changed("{spec: {instances: 3}}");
  }

  private ReadinessCase changed(String text) {
    return new ReadinessCase(apiVersion, kind, body, text, ready, failed, waiting);
  }

  private ReadinessCase ready(String text) {
    return new ReadinessCase(apiVersion, kind, body, change, text, failed, waiting);
  }

  private ReadinessCase failed(String text) {
    return new ReadinessCase(apiVersion, kind, body, change, ready, text, waiting);
  }

  private ReadinessCase waiting(String text) {
    return new ReadinessCase(apiVersion, kind, body, change, ready, failed, text);
  }

  String manifest(String name) {
    boolean definition = kind.equals("CustomResourceDefinition");
    String metadata =
        body.startsWith("metadata")
            ? ""
            : definition
                ? "metadata: {name: things.NAME.example.com}\n"
                : "metadata: {name: NAME, namespace: default}\n";
    return ("apiVersion: " + apiVersion + "\nkind: " + kind + "\n" + metadata + body + "\n")
        .replace("NAME", name);
  }

  /** What the operator makes besides, for kinds whose own status is empty. */
  void companions(StatusWriter api, ObjectRef ref, String state) throws Exception {
    for (ObjectRef companion : OperatorRules.companions(ref)) {
      String replicas = companion.kind().equals("StatefulSet") ? "serviceName: x, " : "";
      api.apply(
          "apiVersion: apps/v1\nkind: "
              + companion.kind()
              + "\nmetadata: {name: "
              + companion.name()
              + ", namespace: default}\nspec: {replicas: 1, "
              + replicas
              + TEMPLATE
              + "}\n");
      int ready = state.equals("ready") ? 1 : 0;
      api.status(
          companion,
          "{observedGeneration: 1, replicas: 1, updatedReplicas: 1, updateRevision: a,"
              + " currentRevision: a, readyReplicas: %1$d, availableReplicas: %1$d}"
                  .formatted(ready));
    }
  }

  @Override
  public String toString() {
    return kind + (apiVersion.contains("/") ? " " + apiVersion.replaceFirst("/.*", "") : "");
  }
}
