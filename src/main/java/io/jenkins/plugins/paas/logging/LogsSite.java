package io.jenkins.plugins.paas.logging;

import hudson.AbortException;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.kube.Applied;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ServerSideApply;
import io.jenkins.plugins.paas.logging.elastic.ElasticApi;
import io.jenkins.plugins.paas.logging.kibana.KibanaApi;
import io.jenkins.plugins.paas.logging.kibana.SavedObjects;
import io.jenkins.plugins.paas.logging.pod.ApplicationPath;
import io.jenkins.plugins.paas.logging.pod.NoncePath;
import io.jenkins.plugins.paas.logging.shipper.PodAnnotations;
import io.jenkins.plugins.paas.platform.ClusterConnection;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.Platforms;
import io.jenkins.plugins.paas.platform.TargetConnection;
import io.jenkins.plugins.paas.step.Evidence;
import io.jenkins.plugins.paas.step.EvidenceStore;
import io.jenkins.plugins.paas.step.StepLog;
import io.jenkins.plugins.paas.step.WorkspaceText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What preparing a target reaches of the build: its pods, its workspace, its log, Elasticsearch and
 * Kibana.
 */
public final class LogsSite {

  /** A manager of its own: paasProvision applies the same objects whole, and must not meet it. */
  private static final String MANAGER = "paas-logs";

  private static final Duration LINK_BEFORE = Duration.ofMinutes(5);
  private static final Duration LINK_AFTER = Duration.ofMinutes(30);

  private final StepContext context;
  private final Run<?, ?> run;
  private final StepLog log;
  private final Platform platform;
  private final ElasticApi elastic;
  private final String target;

  LogsSite(
      StepContext context,
      Run<?, ?> run,
      StepLog log,
      Platform platform,
      ElasticApi elastic,
      String target) {
    this.context = context;
    this.run = run;
    this.log = log;
    this.platform = platform;
    this.elastic = elastic;
    this.target = target;
  }

  String target() {
    return target;
  }

  ElasticApi elastic() {
    return elastic;
  }

  boolean isSecured() {
    return platform.getElastic().getCredentialsId() != null;
  }

  void say(String line) {
    log.info(line);
  }

  String read(String path) throws IOException, InterruptedException {
    return WorkspaceText.read(context, "paasLogs", path);
  }

  /** Writes a file of the workspace. */
  void write(String path, String text) throws IOException, InterruptedException {
    FilePath workspace = context.get(FilePath.class);
    if (workspace == null) {
      throw new AbortException(
          "'" + path + "' is a file of the workspace: run paasLogs inside node { }");
    }
    if (!WorkspaceText.isInside(path)) {
      throw new AbortException("'" + path + "' must be a path within the workspace");
    }
    workspace.child(path).write(text, "UTF-8");
  }

  /** Says which pods of the target tell a shipper what it needs, and what the others lack. */
  void judgePods(Shipper shipper, PodAnnotations wanted) throws IOException, InterruptedException {
    int seen = 0;
    Set<String> namespaces = namespaces();
    if (platform.getCluster() != null && !namespaces.isEmpty()) {
      try (KubeSession session = cluster()) {
        for (String namespace : namespaces) {
          for (KubeObject pod : session.list(session.types().require("v1", "Pod"), namespace, "")) {
            Map<String, Object> annotations = pod.map("metadata", "annotations");
            if (target.equals(annotations.get(NoncePath.TARGET_ANNOTATION))) {
              seen++;
              judge(shipper, namespace + "/" + pod.name(), wanted.missing(annotations));
            }
          }
        }
      }
    }
    if (seen == 0) {
      say(
          "shipper "
              + shipper.symbol()
              + " is not in force: no pod of this build's environments has "
              + NoncePath.TARGET_ANNOTATION
              + ": "
              + target
              + ". Its pod templates need:");
      wanted.missing(Map.of()).forEach(line -> say("  " + line));
    }
  }

  private void judge(Shipper shipper, String pod, List<String> missing) {
    if (missing.isEmpty()) {
      say("shipper " + shipper.symbol() + " in force: pod " + pod + " has its annotations");
      return;
    }
    say("shipper " + shipper.symbol() + " is not in force: the template of pod " + pod + " lacks:");
    missing.forEach(line -> say("  " + line));
  }

  /** Applies a ConfigMap with one file in each namespace that this build provisioned. */
  void configMap(Shipper shipper, String name, String file, String text)
      throws IOException, InterruptedException {
    Set<String> namespaces = namespaces();
    if (platform.getCluster() == null || namespaces.isEmpty()) {
      throw new AbortException(
          "The ConfigMap "
              + name
              + " of "
              + shipper.symbol()
              + " has no place: this build has provisioned no environment (paasProvision).");
    }
    try (KubeSession session = cluster()) {
      for (String namespace : namespaces) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", "v1");
        tree.put("kind", "ConfigMap");
        tree.put("metadata", new LinkedHashMap<>(Map.of("name", name, "namespace", namespace)));
        tree.put("data", new LinkedHashMap<>(Map.of(file, text)));
        for (Applied applied :
            new ServerSideApply(session, MANAGER, false, false, a -> {})
                .apply(List.of(new KubeObject(tree)))) {
          say(
              "shipper "
                  + shipper.symbol()
                  + ": ConfigMap "
                  + namespace
                  + "/"
                  + name
                  + " "
                  + applied.outcome().word());
        }
      }
    }
  }

  /**
   * Imports what Kibana gets.
   *
   * @return where people see the lines of this build
   */
  String prepareKibana(DataView view) throws IOException, InterruptedException {
    try (HttpCaller caller =
        HttpCaller.to(
            TargetConnection.to(
                    Platforms.target(platform, platform.getKibana(), "Kibana"), "Kibana", run, log)
                .build())) {
      KibanaApi kibana = new KibanaApi(caller, view.getSpace());
      long made = kibana.importObjects(SavedObjects.of(target), false);
      say(
          "data view and search of "
              + target
              + (made == 0 ? " unchanged at " : " created at ")
              + kibana.uri());
      if (view.getFile() != null) {
        SavedObjects exported = SavedObjects.parse(read(view.getFile()), view.getFile());
        long imported = kibana.importObjects(exported, true);
        say(imported + " saved objects of " + view.getFile() + " imported");
      }
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      return kibana.discover(target, now.minus(LINK_BEFORE), now.plus(LINK_AFTER));
    }
  }

  /** Has a pod log the nonce; empty where none offers that, which the log explains. */
  Optional<String> throughApplication(String nonce) throws IOException, InterruptedException {
    Set<String> namespaces = namespaces();
    if (platform.getCluster() == null || namespaces.isEmpty()) {
      return Optional.empty();
    }
    try (KubeSession session = cluster()) {
      ApplicationPath path = new ApplicationPath(session);
      for (String namespace : namespaces) {
        Optional<String> found = path.write(namespace, target, nonce);
        if (found.isPresent()) {
          return found;
        }
      }
      path.obstacles().forEach(this::say);
    } catch (KubeFailure e) {
      if (e.isTransient()) {
        throw e;
      }
      say("the pods cannot be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  private KubeSession cluster() throws IOException, InterruptedException {
    return KubeClients.shared().open(ClusterConnection.of(platform, run, log));
  }

  // what paasProvision proved in this build
  private Set<String> namespaces() {
    Set<String> namespaces = new LinkedHashSet<>();
    for (EvidenceStore store : ExtensionList.lookup(EvidenceStore.class)) {
      for (Evidence evidence : store.of(run)) {
        if (evidence.getFacts().get("namespace") instanceof String namespace) {
          namespaces.add(namespace);
        }
      }
    }
    return namespaces;
  }
}
