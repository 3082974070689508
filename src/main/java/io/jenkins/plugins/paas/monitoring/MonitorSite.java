package io.jenkins.plugins.paas.monitoring;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.monitoring.prometheus.PrometheusApi;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetOwner;
import io.jenkins.plugins.paas.platform.ClusterConnection;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.Platforms;
import io.jenkins.plugins.paas.platform.Registration;
import io.jenkins.plugins.paas.platform.ThisController;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.IOException;
import java.util.Optional;

/** What one look of {@code paasMonitor} works with. Opens the cluster when it is asked for. */
public final class MonitorSite implements AutoCloseable {

  private final Platform platform;
  private final Registration registration;
  private final MonitorRequest request;
  private final String application;
  private final PrometheusApi prometheus;
  private final Run<?, ?> run;
  private final StepLog log;
  private KubeSession cluster;

  MonitorSite(
      Platform platform,
      Registration registration,
      MonitorRequest request,
      String application,
      PrometheusApi prometheus,
      Run<?, ?> run,
      StepLog log) {
    this.platform = platform;
    this.registration = registration;
    this.request = request;
    this.application = application;
    this.prometheus = prometheus;
    this.run = run;
    this.log = log;
  }

  public Platform platform() {
    return platform;
  }

  /** How the targets are to reach Prometheus. */
  public Registration registration() {
    return registration;
  }

  /** What the step was asked for, checked. */
  public MonitorRequest request() {
    return request;
  }

  public String application() {
    return application;
  }

  /** The platform's Prometheus; {@code null} before anything may be sent. */
  public PrometheusApi prometheus() {
    return prometheus;
  }

  public StepLog log() {
    return log;
  }

  /** Who registers. */
  TargetOwner owner() {
    return new TargetOwner(ThisController.id(), run.getParent().getFullName());
  }

  /** The platform's cluster, open until this is closed. */
  public KubeSession cluster() throws IOException {
    if (cluster == null) {
      cluster = KubeClients.shared().open(ClusterConnection.of(platform, run, log));
    }
    return cluster;
  }

  Optional<KubeObject> clusterGet(ObjectRef ref) throws IOException, InterruptedException {
    return cluster().get(ref);
  }

  /**
   * @throws AbortException when the platform has no cluster; no I/O
   */
  public void requireCluster() throws AbortException {
    Platforms.target(platform, platform.getCluster(), "cluster");
  }

  @Override
  public void close() {
    if (cluster != null) {
      cluster.close();
    }
  }
}
