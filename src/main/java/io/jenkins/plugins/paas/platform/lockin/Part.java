package io.jenkins.plugins.paas.platform.lockin;

/** A kind of part, with what takes its place and what moving it means. */
enum Part {
  NODES(
      "Nodes",
      "any conformant Kubernetes on machines of one's own (kubeadm, k3s, Talos)",
      "the cluster itself: provision every environment anew on another one, after its storage,"
          + " registry and balancers"),
  NODE_LABEL(
      "Node selection",
      "labels of one's own, or kubernetes.io/* and topology.kubernetes.io/*",
      "the node selectors of the workloads"),
  STORAGE(
      "Storage",
      "Ceph by Rook, Longhorn or OpenEBS behind a storage class of the same name",
      "the volumes: make claims of another class, copy the data, one application after the other"),
  REGISTRY(
      "Registry",
      "Harbor or any registry of the OCI distribution specification",
      "the images: copy them by digest (skopeo sync), change the platform's registry and the pull"
          + " secrets; digests stay the same"),
  BALANCER(
      "Load balancer",
      "MetalLB or a balancer of one's own, and annotations of neither",
      "the Services' annotations, their addresses and the DNS records on them"),
  INGRESS(
      "Ingress",
      "an ingress controller in the cluster, such as ingress-nginx, or the Gateway API",
      "the class and the annotations of the Ingresses, certificates and DNS records"),
  SERVICE(
      "Managed service",
      "the same claim on a self-hosted platform: an operator in the cluster",
      "the data: dump and restore into what the claim's self-hosted form makes; the Jenkinsfile"
          + " stays"),
  MONITORING(
      "Monitoring",
      "Prometheus and Alertmanager of one's own",
      "the targets and rules: registered anew by the next builds; recorded series stay behind"),
  LOGGING(
      "Logging",
      "Elasticsearch or OpenSearch of one's own",
      "templates and pipelines: made anew by the next builds; indexed lines by snapshot and"
          + " restore"),
  DELIVERY("Delivery", "Spinnaker of one's own", "the pipelines, which paasPipeline saves anew"),
  OBJECTS(
      "Object storage",
      "MinIO or Ceph's object gateway, which speak S3 as well",
      "the buckets' contents, and endpoint and keys in the applications' bindings");

  private final String title;
  private final String counterpart;
  private final String move;

  Part(String title, String counterpart, String move) {
    this.title = title;
    this.counterpart = counterpart;
    this.move = move;
  }

  String title() {
    return title;
  }

  String counterpart() {
    return counterpart;
  }

  String move() {
    return move;
  }
}
