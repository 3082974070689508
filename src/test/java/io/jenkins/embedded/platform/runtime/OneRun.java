package io.jenkins.embedded.platform.runtime;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A run in a JVM of its own, which the tests end the hard way. */
public final class OneRun {
  private OneRun() {}

  /** Starts a pod under the directory, prints its process id, and never ends by itself. */
  public static void main(String[] arguments) throws Exception {
    RuntimeFixture runtime = new RuntimeFixture();
    runtime.startIn(Path.of(arguments[0]));
    String pod =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: tiny, namespace: default}
        spec:
          containers:
            - name: main
              image: "%s"
              env:
                - {name: PORT, value: "8080"}
                - {name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
        """
            .formatted(runtime.server("1"));
    runtime.client.resource(Serialization.unmarshal(pod, Pod.class)).create();
    RuntimeFixture.await("running", () -> !id(runtime).isEmpty());
    System.out.println(id(runtime));
    new CountDownLatch(1).await();
  }

  private static String id(RuntimeFixture runtime) {
    Pod pod = runtime.client.pods().withName("tiny").get();
    List<ContainerStatus> all = pod.getStatus().getContainerStatuses();
    return all.isEmpty() || all.get(0).getContainerID() == null ? "" : all.get(0).getContainerID();
  }
}
