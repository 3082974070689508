package io.jenkins.plugins.paas.platform;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.paas.core.audit.AuditTrail;
import io.jenkins.plugins.paas.kube.KubeAccess;
import io.jenkins.plugins.paas.step.AuditSink;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;

/**
 * How to reach a platform's cluster: by its URL, by the kubeconfig that its credential is, or as a
 * cloud of the Kubernetes plugin does.
 */
public final class ClusterConnection {

  private static final int MAX_BYTES = 1 << 20;

  private ClusterConnection() {}

  /**
   * The platform's cluster as it is configured now. The credential is looked up again when the
   * cluster does not accept it any more.
   *
   * @param run whose credentials are used; {@code null} for the controller's own
   * @param log learns what to hide; may be {@code null}
   * @throws AbortException when the platform has no cluster, or its settings do not fit
   */
  public static KubeAccess of(Platform platform, Run<?, ?> run, StepLog log) throws IOException {
    ClusterTarget cluster = Platforms.target(platform, platform.getCluster(), "cluster");
    AuditSink.connect();
    AuditTrail.at(platform.getName());
    String setting = "the cluster of platform '" + platform.getName() + "'";
    try {
      return access(located(cluster, run, setting), setting, run, log)
          .renewedBy(() -> of(platform, run, log));
    } catch (IllegalArgumentException e) {
      throw new AbortException("Check the settings of " + setting + ": " + e.getMessage());
    }
  }

  private static ClusterTarget located(ClusterTarget cluster, Run<?, ?> run, String setting)
      throws AbortException {
    if (cluster.getCloud() == null) {
      return cluster;
    }
    if (cluster.getUrl() != null || cluster.getCredentialsId() != null) {
      throw new AbortException(
          "The cloud '"
              + cluster.getCloud()
              + "' says where and who: leave out the URL and the credential of "
              + setting
              + ".");
    }
    ClusterTarget located = ClusterCloud.named(cluster.getCloud(), run, setting);
    located.setContext(cluster.getContext());
    return located;
  }

  private static KubeAccess access(
      ClusterTarget cluster, String setting, Run<?, ?> run, StepLog log) throws IOException {
    String id = cluster.getCredentialsId();
    if (id != null
        && TargetConnection.find(id, "cluster", run) instanceof FileCredentials kubeconfig) {
      return byFile(cluster, kubeconfig, setting, log);
    }
    if (cluster.getUrl() == null || cluster.getContext() != null) {
      throw new AbortException(
          "The credential "
              + (id == null ? "" : "'" + id + "' ")
              + "of "
              + setting
              + " is no secret file with a kubeconfig, so the cluster needs a URL and has no"
              + " context.");
    }
    return KubeAccess.to(TargetConnection.to(cluster, "cluster", run, log).build(), setting);
  }

  private static KubeAccess byFile(
      ClusterTarget cluster, FileCredentials file, String setting, StepLog log) throws IOException {
    byte[] bytes;
    try (InputStream content = file.getContent()) {
      bytes = content.readNBytes(MAX_BYTES);
    }
    KubeAccess access =
        KubeAccess.kubeconfig(
            new String(bytes, StandardCharsets.UTF_8),
            cluster.getContext(),
            TargetConnection::proxyFor,
            setting);
    if (log != null) {
      access.endpoint().authentication().secrets().forEach(log::hide);
    }
    String server = access.endpoint().baseUri().toString();
    if (cluster.getUrl() != null && !cluster.getUrl().equals(server)) {
      throw new AbortException(
          "The kubeconfig '"
              + file.getId()
              + "' of "
              + setting
              + " is of "
              + server
              + ", but its URL is "
              + cluster.getUrl()
              + ": leave the URL out, or correct one of them.");
    }
    return access;
  }
}
