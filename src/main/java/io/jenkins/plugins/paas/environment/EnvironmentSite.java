package io.jenkins.plugins.paas.environment;

import hudson.AbortException;
import hudson.init.Terminator;
import hudson.model.Run;
import hudson.security.Permission;
import io.jenkins.plugins.paas.environment.source.EnvironmentName;
import io.jenkins.plugins.paas.environment.source.Ownership;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.platform.ClusterConnection;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.Platforms;
import io.jenkins.plugins.paas.platform.ThisController;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.IOException;
import java.io.Serializable;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Which environment on which platform: names only, found again after each restart. */
public final class EnvironmentSite implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String platform;
  private final String application;
  private final String environment;
  private final String namespace;

  private EnvironmentSite(String platform, EnvironmentName name) {
    this.platform = platform;
    this.application = name.application();
    this.environment = name.environment();
    this.namespace = name.namespace();
  }

  /**
   * From a step's arguments and what encloses it; no I/O.
   *
   * @param platform the argument, or {@code null}
   * @param application the argument, or {@code null}
   * @throws AbortException when a name is missing, wrong or not allowed
   */
  static EnvironmentSite of(
      StepContext context,
      String platform,
      String application,
      String environment,
      Permission permission)
      throws IOException, InterruptedException {
    if (environment == null) {
      throw new AbortException("environment: a name is needed, such as 'staging'.");
    }
    Platform found = Platforms.require(context, platform, permission);
    ClusterTarget cluster = Platforms.target(found, found.getCluster(), "cluster");
    try {
      EnvironmentName name =
          EnvironmentName.of(
              cluster.getNamespacePattern(),
              Platforms.application(context, application),
              environment);
      return new EnvironmentSite(found.getName(), name);
    } catch (IllegalArgumentException e) {
      throw new AbortException(e.getMessage());
    }
  }

  String platform() {
    return platform;
  }

  EnvironmentName name() {
    return new EnvironmentName(application, environment, namespace);
  }

  /** The platform as it is configured now. */
  Platform platform(StepContext context, Permission permission)
      throws IOException, InterruptedException {
    return Platforms.require(context, platform, permission);
  }

  /** A session on the platform's cluster, as the platform is configured now; to be closed. */
  KubeSession open(StepContext context, Permission permission, StepLog log)
      throws IOException, InterruptedException {
    return open(Platforms.require(context, platform, permission), context.get(Run.class), log);
  }

  /**
   * A session on a platform's cluster; to be closed.
   *
   * @param run whose credentials are used; {@code null} for the controller's own
   * @param log learns what to hide; may be {@code null}
   */
  static KubeSession open(Platform platform, Run<?, ?> run, StepLog log)
      throws IOException, InterruptedException {
    return KubeClients.shared().open(ClusterConnection.of(platform, run, log));
  }

  /** By what this controller's objects are known. */
  static String controller() {
    return ThisController.id();
  }

  /** What new objects say about their origin. */
  static Ownership.Maker maker(Run<?, ?> run) {
    String root = Jenkins.get().getRootUrl();
    return new Ownership.Maker(
        controller(), run.getExternalizableId(), root == null ? null : root + run.getUrl());
  }

  /** Closes the clients with Jenkins. */
  @Terminator
  public static void closeClients() {
    KubeClients.shared().close();
  }
}
