package io.jenkins.plugins.paas.platform.survey;

import io.jenkins.plugins.paas.kube.ApiType;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.OwnMarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What a cluster is made of: nodes, storage classes, ingress classes, and what the environments'
 * objects use. Objects are read in pages of 1,000 and counted, none is kept. What may not be read
 * is named, and the rest goes on.
 */
public final class ClusterSurvey {

  private static final int PAGE = 1000;

  /** What environments are made of that can depend on a vendor: version, kind. */
  private static final List<String[]> COUNTED =
      List.of(
          new String[] {"apps/v1", "Deployment"},
          new String[] {"apps/v1", "StatefulSet"},
          new String[] {"apps/v1", "DaemonSet"},
          new String[] {"batch/v1", "CronJob"},
          new String[] {"v1", "PersistentVolumeClaim"},
          new String[] {"v1", "Service"},
          new String[] {"networking.k8s.io/v1", "Ingress"},
          new String[] {"tf.m.upbound.io/v1beta1", "Workspace"});

  private final NodeTally nodes = new NodeTally();
  private final List<StorageClass> storage = new ArrayList<>();
  private final Map<String, String> ingressClasses = new TreeMap<>();
  private final UsageTally usage = new UsageTally();
  private final Set<String> groups = new TreeSet<>();
  private final Map<String, String> unread = new TreeMap<>();

  private ClusterSurvey() {}

  /**
   * Reads the cluster.
   *
   * @throws KubeFailure when it cannot be reached, or accepts the credential for nothing
   */
  public static ClusterSurvey of(KubeSession session) throws KubeFailure, InterruptedException {
    ClusterSurvey survey = new ClusterSurvey();
    survey.groups.addAll(session.types().groups());
    survey.read(session, "v1", "Node", "", survey.nodes::add);
    survey.read(
        session,
        "storage.k8s.io/v1",
        "StorageClass",
        "",
        object -> survey.storage.add(StorageClass.of(object)));
    survey.read(
        session,
        "networking.k8s.io/v1",
        "IngressClass",
        "",
        object -> survey.ingressClasses.put(object.name(), object.text("spec", "controller")));
    for (String[] kind : COUNTED) {
      survey.read(session, kind[0], kind[1], OwnMarks.ENVIRONMENT, survey.usage::add);
    }
    return survey;
  }

  private void read(
      KubeSession session,
      String apiVersion,
      String kind,
      String selector,
      Consumer<KubeObject> seen)
      throws KubeFailure, InterruptedException {
    int slash = apiVersion.indexOf('/');
    if (slash > 0 && !groups.contains(apiVersion.substring(0, slash))) {
      return;
    }
    Optional<ApiType> type = session.types().find(apiVersion, kind);
    if (type.isEmpty()) {
      return; // not served, so nobody has one
    }
    try {
      session.survey(type.get(), "", selector, PAGE, seen);
    } catch (KubeFailure e) {
      if (e.kind() != KubeFailure.Kind.FORBIDDEN) {
        throw e;
      }
      unread.put(kind, e.getMessage());
    }
  }

  public NodeTally nodes() {
    return nodes;
  }

  public List<StorageClass> storage() {
    return List.copyOf(storage);
  }

  /** The class that claims get which name none. */
  public Optional<StorageClass> defaultStorage() {
    return storage.stream().filter(StorageClass::isDefault).findFirst();
  }

  /** The controllers of the ingress classes by name. */
  public Map<String, String> ingressClasses() {
    return new TreeMap<>(ingressClasses);
  }

  /** The API groups that are served: those of operators tell which are installed. */
  public Set<String> groups() {
    return new TreeSet<>(groups);
  }

  public UsageTally usage() {
    return usage;
  }

  /** Kinds that the credential may not list, with what the cluster said. */
  public Map<String, String> unread() {
    return new TreeMap<>(unread);
  }
}
