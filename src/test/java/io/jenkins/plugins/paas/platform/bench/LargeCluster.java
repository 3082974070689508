package io.jenkins.plugins.paas.platform.bench;

import io.jenkins.plugins.paas.core.yaml.YamlText;
import io.jenkins.plugins.paas.testing.SampleCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The embedded API with as many nodes and objects of environments as asked, in a process of its
 * own. Arguments: nodes, objects, directory. Prints its address when all are there, and ends with
 * its standard input.
 */
public final class LargeCluster {

  private static final int IMAGES = 50;
  private static final int NAMESPACES = 100;
  private static final String NODE =
      """
      apiVersion: v1
      kind: Node
      metadata:
        name: node-%1$d
        labels: {kubernetes.io/os: linux, kubernetes.io/hostname: node-%1$d, topology.kubernetes.io/zone: zone-a, alibabacloud.com/nodepool-id: np-1}
      spec: {podCIDR: 10.0.0.0/24, providerID: cn-hangzhou.i-bp%1$07d}
      status:
        capacity: {cpu: '8', memory: 32Gi, pods: '110'}
        nodeInfo: {kubeletVersion: v1.35.1, containerRuntimeVersion: 'containerd://2.1.5', osImage: Debian GNU/Linux 12, kernelVersion: 6.1.0}
        conditions:
        - {type: MemoryPressure, status: 'False', reason: KubeletHasSufficientMemory, message: kubelet has sufficient memory available}
        - {type: DiskPressure, status: 'False', reason: KubeletHasNoDiskPressure, message: kubelet has no disk pressure}
        - {type: PIDPressure, status: 'False', reason: KubeletHasSufficientPID, message: kubelet has sufficient PID available}
        - {type: Ready, status: 'True', reason: KubeletReady, message: kubelet is posting ready status}
        images:
      %2$s
      """;
  private static final String LABELS =
      "labels: {app.kubernetes.io/managed-by: paas, paas.jenkins.io/application: shop-%1$d,"
          + " paas.jenkins.io/environment: staging}";
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web-%1$d, namespace: shop-%2$d, LABELS}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web-%1$d}}
        template:
          metadata: {labels: {app: web-%1$d}}
          spec:
            containers:
            - name: web
              image: registry-vpc.cn-hangzhou.aliyuncs.com/shop/web:1.%1$d
              ports: [{name: http, containerPort: 8080}]
              env: [{name: PORT, value: '8080'}, {name: LEVEL, value: info}]
              readinessProbe: {httpGet: {path: /healthz, port: http}}
              resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 128Mi}}
      """;
  private static final String STATEFUL =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: queue-%1$d, namespace: shop-%2$d, LABELS}
      spec:
        serviceName: queue
        selector: {matchLabels: {app: queue-%1$d}}
        template:
          metadata: {labels: {app: queue-%1$d}}
          spec: {containers: [{name: queue, image: 'harbor.example.com/shop/queue:2'}]}
        volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], storageClassName: essd, resources: {requests: {storage: 10Gi}}}}]
      """;
  private static final String CLAIM =
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data-%1$d, namespace: shop-%2$d, LABELS}
      spec: {accessModes: [ReadWriteOnce], storageClassName: essd, resources: {requests: {storage: 20Gi}}}
      """;
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web-%1$d, namespace: shop-%2$d, LABELS, annotations: {service.beta.kubernetes.io/alibaba-cloud-loadbalancer-spec: slb.s1.small}}
      spec: {type: LoadBalancer, selector: {app: web-%1$d}, ports: [{name: http, port: 80, targetPort: 8080, protocol: TCP}]}
      """;
  private static final String INGRESS =
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: web-%1$d, namespace: shop-%2$d, LABELS}
      spec: {ingressClassName: alb, rules: [{host: web-%1$d.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web-%1$d, port: {number: 80}}}}]}}]}
      """;

  private LargeCluster() {}

  public static void main(String[] arguments) throws Exception {
    int nodes = Integer.parseInt(arguments[0]);
    int objects = Integer.parseInt(arguments[1]);
    Path directory = Files.createDirectories(Path.of(arguments[2]));
    try (SampleCluster cluster = SampleCluster.start(directory)) {
      cluster.create(
          YamlText.parseAll(
              "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: essd},"
                  + " provisioner: diskplugin.csi.alibabacloud.com}",
              "class"));
      StringBuilder images = new StringBuilder();
      for (int i = 0; i < IMAGES; i++) {
        images.append(
            "  - {names: ['registry.example.com/team/image-%1$d@sha256:%2$064d', 'registry.example.com/team/image-%1$d:1.%1$d'], sizeBytes: 123456%1$d}\n"
                .formatted(i, i));
      }
      for (int i = 0; i < nodes; i++) {
        cluster.create(YamlText.parseAll(NODE.formatted(i, images), "node"));
      }
      List<Map<String, Object>> batch = new ArrayList<>();
      for (int i = 0; i < objects; i++) {
        String form =
            switch (i % 10) {
              case 0, 1, 2 -> DEPLOYMENT;
              case 3 -> STATEFUL;
              case 4, 5, 6 -> CLAIM;
              case 7, 8 -> SERVICE;
              default -> INGRESS;
            };
        String text = form.replace("LABELS", LABELS).formatted(i, i % NAMESPACES);
        batch.addAll(YamlText.parseAll(text, "object"));
      }
      cluster.create(batch);
      System.out.println(cluster.uri());
      while (System.in.read() >= 0) {
        // until whoever started it ends
      }
    }
  }
}
