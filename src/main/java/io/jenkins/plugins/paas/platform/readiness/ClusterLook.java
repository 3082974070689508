package io.jenkins.plugins.paas.platform.readiness;

import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.platform.survey.ClusterSurvey;
import io.jenkins.plugins.paas.platform.survey.NodeTally;
import io.jenkins.plugins.paas.platform.survey.StorageClass;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a cluster's own answers say about it: version, nodes, rights, runtimes, storage. */
public final class ClusterLook {

  /** Provisioners whose volumes are on one node's disk: they go with the node. */
  private static final Set<String> OF_ONE_NODE =
      Set.of(
          "rancher.io/local-path",
          "kubernetes.io/no-provisioner",
          "kubernetes.io/host-path",
          "docker.io/hostpath",
          "hostpath.csi.k8s.io",
          "k8s.io/minikube-hostpath",
          "openebs.io/local",
          "local.csi.openebs.io",
          "zfs.csi.openebs.io",
          "topolvm.io",
          "topolvm.cybozu.com",
          "directpv-min-io",
          "direct-csi-min-io");

  private ClusterLook() {}

  /** The version, and what the project says of it. */
  public static void version(Finding.Notes notes, KubeSession session, LocalDate today)
      throws KubeFailure, InterruptedException {
    String version = session.read("/version").text("gitVersion");
    notes.fact("Kubernetes " + version + " at " + session.access().endpoint().baseUri());
    if (version.contains("stand-in")) {
      notes.flaw(
          Readiness.DEGRADED,
          "it is this suite's stand-in, without isolation",
          "Use it for trying out only.");
      return;
    }
    MaintainedVersions.bundled().judge(notes, "Kubernetes", version, today);
  }

  /** Whether the credential may do what the suite does. */
  public static Finding rights(KubeSession session) throws KubeFailure, InterruptedException {
    return Rights.finding(session);
  }

  /** What nodes, runtimes and storage are like. */
  public static List<Finding> of(ClusterSurvey survey) {
    List<Finding> findings = new ArrayList<>();
    NodeTally nodes = survey.nodes();
    if (survey.unread().containsKey("Node")) {
      findings.add(unread(Need.CLUSTER, "Nodes", survey.unread().get("Node"), "nodes"));
    } else {
      findings.add(nodes(nodes));
      findings.add(runtimes(nodes));
    }
    findings.add(
        survey.unread().containsKey("StorageClass")
            ? unread(
                Need.STORAGE,
                "Storage classes",
                survey.unread().get("StorageClass"),
                "storageclasses.storage.k8s.io")
            : storage(survey.storage()));
    return findings;
  }

  private static Finding nodes(NodeTally nodes) {
    Finding.Notes notes = Finding.about(Need.CLUSTER, "Nodes");
    notes.fact(nodes.ready() + " of " + nodes.count() + " are ready");
    if (nodes.count() == 0) {
      return notes
          .flaw(Readiness.MISSING, "no node has joined the cluster", "Join nodes to the cluster.")
          .finding();
    }
    if (nodes.cordoned() > 0) {
      notes.fact(nodes.cordoned() + " take no new pods (cordoned)");
    }
    if (nodes.kubelets().size() > 1) {
      notes.fact("kubelets " + counted(nodes.kubelets()));
    }
    if (!nodes.unwell().isEmpty()) {
      notes.flaw(
          nodes.ready() == 0 ? Readiness.MISSING : Readiness.DEGRADED,
          "not well: " + String.join(", ", nodes.unwell()),
          "See 'kubectl describe node' of these.");
    }
    return notes.finding();
  }

  private static Finding runtimes(NodeTally nodes) {
    Finding.Notes notes = Finding.about(Need.RUNTIME, "Container runtime of the nodes");
    if (nodes.runtimes().containsKey("") || nodes.runtimes().isEmpty()) {
      return notes.flaw(Readiness.UNKNOWN, "nodes do not say which they have", "").finding();
    }
    return notes.fact(counted(nodes.runtimes())).finding();
  }

  private static Finding storage(List<StorageClass> classes) {
    Finding.Notes notes = Finding.about(Need.STORAGE, "Storage classes");
    String install =
        "Install a distributed one, such as Ceph by Rook, Longhorn or OpenEBS Mayastor.";
    if (classes.isEmpty()) {
      return notes.flaw(Readiness.MISSING, "the cluster has no storage class", install).finding();
    }
    List<String> shown = new ArrayList<>();
    boolean distributed = false;
    boolean hasDefault = false;
    for (StorageClass one : classes) {
      boolean local = OF_ONE_NODE.contains(one.provisioner());
      distributed = distributed || !local;
      hasDefault = hasDefault || one.isDefault();
      if (shown.size() < 10) {
        shown.add(
            one.name()
                + (one.isDefault() ? " (default)" : "")
                + " by "
                + one.provisioner()
                + (local ? ", on single nodes" : ""));
      }
    }
    notes.fact(String.join("; ", shown));
    if (!distributed) {
      notes.flaw(
          Readiness.DEGRADED,
          "every class keeps volumes on single nodes, and goes with them",
          install);
    }
    if (!hasDefault) {
      notes.flaw(
          Readiness.DEGRADED,
          "none is the default",
          "Annotate one with storageclass.kubernetes.io/is-default-class: 'true'.");
    }
    return notes.finding();
  }

  private static Finding unread(Need need, String component, String why, String resource) {
    return Finding.about(need, component)
        .flaw(
            Readiness.UNKNOWN,
            why,
            "Give the credential the verb list on " + resource + " (ClusterRole).")
        .finding();
  }

  private static String counted(Map<String, Integer> counts) {
    List<String> words = new ArrayList<>();
    counts.forEach((what, count) -> words.add(what + " ×" + count));
    return String.join(", ", words.subList(0, Math.min(10, words.size())));
  }
}
