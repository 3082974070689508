package io.jenkins.plugins.paas.kube.readiness;

import static org.junit.Assert.assertEquals;

import io.jenkins.plugins.paas.core.yaml.YamlText;
import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.List;
import org.junit.Test;

/** Each rule with a ready, a stale, a failed and a waiting object. */
public class ReadinessRulesTest {

  private record Case(String kind, String body, Verdict expected) {}

  private static final List<Case> CASES =
      List.of(
          new Case(
              "apps/v1 Deployment",
              "{metadata: {generation: 2}, spec: {replicas: 2}, status: {observedGeneration: 2,"
                  + " replicas: 2, updatedReplicas: 2, availableReplicas: 2}}",
              Verdict.ready("2/2 ready")),
          new Case(
              "apps/v1 Deployment",
              "{metadata: {generation: 3}, spec: {replicas: 2}, status: {observedGeneration: 2,"
                  + " replicas: 2, updatedReplicas: 2, availableReplicas: 2}}",
              Verdict.waiting("its controller has not seen the change yet")),
          new Case(
              "apps/v1 Deployment",
              "{metadata: {generation: 1}, status: {observedGeneration: 1, conditions: [{type:"
                  + " Progressing, status: 'False', reason: ProgressDeadlineExceeded, message: too"
                  + " slow}]}}",
              Verdict.failed("ProgressDeadlineExceeded: too slow")),
          new Case(
              "apps/v1 Deployment",
              "{metadata: {generation: 1}, spec: {replicas: 3}, status: {observedGeneration: 1,"
                  + " replicas: 4, updatedReplicas: 3, availableReplicas: 3}}",
              Verdict.waiting("1 old replicas to end")),
          new Case(
              "apps/v1 Deployment",
              "{metadata: {generation: 1}, spec: {replicas: 3}, status: {observedGeneration: 1,"
                  + " replicas: 3, updatedReplicas: 3, availableReplicas: 1}}",
              Verdict.waiting("1/3 ready")),
          new Case(
              "apps/v1 Deployment",
              "{metadata: {generation: 1}}",
              Verdict.waiting("its controller has not seen the change yet")),
          new Case(
              "apps/v1 StatefulSet",
              "{metadata: {generation: 1}, spec: {replicas: 2}, status: {observedGeneration: 1,"
                  + " readyReplicas: 2, updatedReplicas: 2, updateRevision: b, currentRevision:"
                  + " a}}",
              Verdict.ready("2/2 ready")),
          new Case(
              "apps/v1 StatefulSet",
              "{metadata: {generation: 2}, spec: {replicas: 2}, status: {observedGeneration: 1,"
                  + " readyReplicas: 2}}",
              Verdict.waiting("its controller has not seen the change yet")),
          new Case(
              "apps/v1 StatefulSet",
              "{metadata: {generation: 1}, spec: {replicas: 2}, status: {observedGeneration: 1,"
                  + " readyReplicas: 2, updatedReplicas: 1, updateRevision: b, currentRevision:"
                  + " a}}",
              Verdict.waiting("1/2 updated")),
          new Case(
              "apps/v1 StatefulSet",
              "{metadata: {generation: 1}, spec: {replicas: 2, updateStrategy: {type: OnDelete}},"
                  + " status: {observedGeneration: 1, readyReplicas: 2, updateRevision: b,"
                  + " currentRevision: a}}",
              Verdict.ready("2/2 ready")),
          new Case(
              "apps/v1 DaemonSet",
              "{metadata: {generation: 1}, status: {observedGeneration: 1, desiredNumberScheduled:"
                  + " 2, updatedNumberScheduled: 2, numberAvailable: 2}}",
              Verdict.ready("2/2 available")),
          new Case(
              "apps/v1 DaemonSet",
              "{metadata: {generation: 2}, status: {observedGeneration: 1}}",
              Verdict.waiting("its controller has not seen the change yet")),
          new Case(
              "apps/v1 DaemonSet",
              "{metadata: {generation: 1}, status: {observedGeneration: 1, desiredNumberScheduled:"
                  + " 2, updatedNumberScheduled: 2, numberAvailable: 1}}",
              Verdict.waiting("1/2 available")),
          new Case(
              "batch/v1 Job",
              "{status: {conditions: [{type: Complete, status: 'True'}]}}",
              Verdict.ready("complete")),
          new Case(
              "batch/v1 Job",
              "{status: {conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded,"
                  + " message: m}]}}",
              Verdict.failed("BackoffLimitExceeded: m")),
          new Case(
              "batch/v1 Job",
              "{spec: {completions: 2}, status: {succeeded: 1, failed: 1}}",
              Verdict.waiting("1/2 succeeded, 1 failed")),
          new Case("v1 Pod", "{status: {phase: Succeeded}}", Verdict.ready("succeeded")),
          new Case(
              "v1 Pod",
              "{status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}}",
              Verdict.ready("ready")),
          new Case(
              "v1 Pod",
              "{status: {phase: Failed, reason: Evicted, message: no disk}}",
              Verdict.failed("Failed Evicted no disk")),
          new Case("v1 Pod", "{status: {phase: Pending}}", Verdict.waiting("pending")),
          new Case("v1 PersistentVolumeClaim", "{status: {phase: Bound}}", Verdict.ready("bound")),
          new Case(
              "v1 PersistentVolumeClaim",
              "{status: {phase: Lost}}",
              Verdict.failed("Lost: its volume does not exist any more")),
          new Case(
              "v1 PersistentVolumeClaim", "{status: {phase: Pending}}", Verdict.waiting("pending")),
          new Case("v1 Service", "{spec: {type: ClusterIP}}", Verdict.ready("present")),
          new Case("v1 Service", "{spec: {type: LoadBalancer}}", Verdict.waiting("no address yet")),
          new Case(
              "v1 Service",
              "{spec: {type: LoadBalancer}, status: {loadBalancer: {ingress: [{hostname: lb.x}]}}}",
              Verdict.ready("at lb.x")),
          new Case("v1 ConfigMap", "{data: {a: b}}", Verdict.ready("present")),
          new Case(
              "acme.org/v1 Widget",
              "{metadata: {generation: 2}, status: {observedGeneration: 2, conditions: [{type:"
                  + " Ready, status: 'True'}]}}",
              Verdict.ready("ready")),
          new Case(
              "acme.org/v1 Widget",
              "{metadata: {generation: 2}, status: {observedGeneration: 1, conditions: [{type:"
                  + " Ready, status: 'True'}]}}",
              Verdict.waiting("its controller has not seen the change yet")),
          new Case(
              "acme.org/v1 Widget",
              "{metadata: {generation: 2}, status: {conditions: [{type: Ready, status: 'True',"
                  + " observedGeneration: 1}]}}",
              Verdict.waiting("its condition Ready is about an earlier change")),
          new Case(
              "acme.org/v1 Widget",
              "{status: {conditions: [{type: Ready, status: 'False', reason: NoDisk, message:"
                  + " full}]}}",
              Verdict.waiting("not Ready: NoDisk full")));

  @Test
  public void everyRuleDecides() throws Exception {
    for (Case one : CASES) {
      String[] names = one.kind.split(" ");
      KubeObject object =
          new KubeObject(
              YamlText.parse(
                  "apiVersion: " + names[0] + "\nkind: " + names[1] + "\nof: " + one.body, "case"));
      KubeObject whole = new KubeObject(object.map("of"));
      whole.tree().put("apiVersion", names[0]);
      whole.tree().put("kind", names[1]);
      whole.ensure("metadata").put("name", "x");
      assertEquals(one.kind + " " + one.body, one.expected, ReadinessRules.of(whole));
    }
  }
}
