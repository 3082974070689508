package io.jenkins.plugins.paas.kube.bench;

import java.util.ArrayList;
import java.util.List;

/** Manifests in any number, as an application of ordinary parts would have them. */
public final class ManyObjects {

  /** The plural and group of the custom resource in it. */
  public static final String DEFINITION = "parcels.bench.paas.jenkins.io";

  private static final String CRD =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: parcels.bench.paas.jenkins.io}
      spec:
        group: bench.paas.jenkins.io
        scope: Namespaced
        names: {plural: parcels, singular: parcel, kind: Parcel, listKind: ParcelList}
        versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      size: {type: integer}
                      tags: {type: array, items: {type: string}}
      """;
  private static final String CONFIG_MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings-%1$d, namespace: %2$s, labels: {app: bench, part: "%1$d"}}
      data: {level: info, url: "https://shop.example.com/%1$d", retries: "3"}
      """;
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web-%3$d, namespace: %2$s, labels: {app: bench}}
      spec:
        selector: {app: web-%3$d}
        ports:
          - {name: http, port: 80, targetPort: 8080, protocol: TCP}
          - {name: metrics, port: 9090, protocol: TCP}
      """;
  // paused and without replicas: what controllers make of it is not what is measured
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web-%3$d, namespace: %2$s, labels: {app: bench}}
      spec:
        replicas: 0
        paused: true
        selector: {matchLabels: {app: web-%3$d}}
        template:
          metadata: {labels: {app: web-%3$d}}
          spec:
            containers:
              - name: web
                image: registry.example.com/shop/web:1.%3$d
                ports: [{name: http, containerPort: 8080}]
                env: [{name: PORT, value: "8080"}, {name: LEVEL, value: info}]
                readinessProbe: {httpGet: {path: /healthz, port: http}, periodSeconds: 5}
                resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 128Mi}}
      """;
  private static final String PARCEL =
      """
      apiVersion: bench.paas.jenkins.io/v1
      kind: Parcel
      metadata: {name: parcel-%1$d, namespace: %2$s}
      spec: {size: %1$d, tags: [small, fragile]}
      """;

  private ManyObjects() {}

  /** The definition that the others need, and which is one of them. */
  public static String definition() {
    return CRD;
  }

  /**
   * So many documents; the first is the definition, then of each ten a Deployment, its Service,
   * three custom resources and five ConfigMaps.
   */
  public static List<String> documents(int count, String namespace) {
    List<String> documents = new ArrayList<>(List.of(CRD));
    for (int i = 1; documents.size() < count; i++) {
      String form =
          switch (i % 10) {
            case 1 -> DEPLOYMENT;
            case 2 -> SERVICE;
            case 3, 6, 9 -> PARCEL;
            default -> CONFIG_MAP;
          };
      documents.add(form.formatted(i, namespace, 1 + i / 10));
    }
    return documents;
  }
}
