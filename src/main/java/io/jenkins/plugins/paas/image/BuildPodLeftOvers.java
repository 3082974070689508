package io.jenkins.plugins.paas.image;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.OwnMarks;
import io.jenkins.plugins.paas.platform.ClusterConnection;
import io.jenkins.plugins.paas.platform.LeftOver;
import io.jenkins.plugins.paas.platform.LeftOvers;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.ThisController;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Pods of this controller that built images, and whose builds run no more. */
@Extension
public final class BuildPodLeftOvers implements LeftOvers {

  private static final String SELECTOR = OwnMarks.MANAGED_BY + "=" + OwnMarks.PAAS;

  @Override
  public String title() {
    return "Build pods";
  }

  @Override
  public List<LeftOver> find(Platform platform) throws IOException, InterruptedException {
    List<LeftOver> found = new ArrayList<>();
    if (platform.getCluster() == null) {
      return found;
    }
    try (KubeSession session = open(platform)) {
      for (KubeObject pod : pods(session, platform)) {
        String run = pod.text("metadata", "annotations", OwnMarks.RUN);
        String reason = Run.fromExternalizableId(run) == null ? "gone" : "over";
        found.add(
            new LeftOver(
                pod.text("metadata", "uid"),
                "pod " + pod.namespace() + "/" + pod.name(),
                run,
                "its build is " + reason));
      }
    }
    return found;
  }

  @Override
  public boolean remove(Platform platform, LeftOver leftOver)
      throws IOException, InterruptedException {
    try (KubeSession session = open(platform)) {
      for (KubeObject pod : pods(session, platform)) {
        if (pod.text("metadata", "uid").equals(leftOver.id())) {
          return session.delete(pod.ref(), leftOver.id()); // its Secret goes with it
        }
      }
    }
    return false;
  }

  private static KubeSession open(Platform platform) throws IOException {
    return KubeClients.shared().open(ClusterConnection.of(platform, null, null));
  }

  private static List<KubeObject> pods(KubeSession session, Platform platform)
      throws IOException, InterruptedException {
    return session
        .list(
            session.types().require("v1", "Pod"),
            platform.getCluster().getBuildNamespace(),
            SELECTOR)
        .stream()
        .filter(BuildPodLeftOvers::isLeftOver)
        .toList();
  }

  private static boolean isLeftOver(KubeObject pod) {
    if (!pod.name().startsWith(BuildKitPodRun.PREFIX)
        || !pod.text("metadata", "annotations", OwnMarks.CONTROLLER).equals(ThisController.id())
        || !pod.text("metadata", "deletionTimestamp").isEmpty()) {
      return false;
    }
    Run<?, ?> run = Run.fromExternalizableId(pod.text("metadata", "annotations", OwnMarks.RUN));
    return run == null || !run.isBuilding();
  }
}
