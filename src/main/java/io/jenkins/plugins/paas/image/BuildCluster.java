package io.jenkins.plugins.paas.image;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.kube.OwnMarks;
import io.jenkins.plugins.paas.platform.ClusterConnection;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.ThisController;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;

/** The cluster of a platform as the place where pods build images. */
final class BuildCluster {

  private BuildCluster() {}

  /** Why no pod can build here, a clause, or empty. */
  static Optional<String> absence(BuildSite site) throws IOException, InterruptedException {
    String none = "no buildkitd is named: give buildkit(address: 'tcp://…') or set BUILDKIT_HOST";
    Platform platform = site.platform();
    if (platform == null || platform.getCluster() == null) {
      return Optional.of(
          none + "; and no platform with a cluster applies, where a pod could build");
    }
    String namespace = platform.getCluster().getBuildNamespace();
    try (KubeSession session = open(site)) {
      return session.get(new ObjectRef("v1", "Namespace", "", namespace)).isPresent()
          ? Optional.empty()
          : Optional.of(
              none
                  + "; and the cluster of platform '"
                  + platform.getName()
                  + "' has no namespace '"
                  + namespace
                  + "' for pods that build: an administrator makes it, as the help of its setting"
                  + " 'buildNamespace' says");
    } catch (AbortException e) {
      return Optional.of(none + "; and no pod can: " + e.getMessage().replaceFirst("\\.$", ""));
    } catch (KubeFailure e) {
      if (e.kind() == KubeFailure.Kind.FORBIDDEN) {
        return Optional.empty(); // a credential of that one namespace need not see it
      }
      return Optional.of(none + "; and no pod can: " + e.getMessage().replaceFirst("\\.$", ""));
    }
  }

  /** A session on the cluster as it is configured now; to be closed. */
  static KubeSession open(BuildSite site) throws IOException, InterruptedException {
    Run<?, ?> run = site.stepContext().get(Run.class);
    return KubeClients.shared().open(ClusterConnection.of(site.platform(), run, site.log()));
  }

  /** What pod and Secret say about where they come from. */
  static Map<String, String> origin(BuildSite site) throws IOException, InterruptedException {
    Run<?, ?> run = site.stepContext().get(Run.class);
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put(OwnMarks.CONTROLLER, ThisController.id());
    origin.put(OwnMarks.RUN, run.getExternalizableId());
    String root = Jenkins.get().getRootUrl();
    if (root != null) {
      origin.put(OwnMarks.BUILD_URL, root + run.getUrl());
    }
    return origin;
  }
}
