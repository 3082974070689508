package io.jenkins.plugins.paas.platform;

import hudson.AbortException;
import hudson.model.Run;
import hudson.slaves.Cloud;
import jenkins.model.Jenkins;

/** The clusters that the Kubernetes plugin starts agents in, by name; it need not be installed. */
final class ClusterCloud {

  private static final String TYPE = "org.csanchez.jenkins.plugins.kubernetes.KubernetesCloud";

  private ClusterCloud() {}

  /**
   * Where that cluster is and who may be sent to it, as the cloud says now.
   *
   * @param run that uses it, which a restricted cloud must permit; {@code null} for the controller
   * @param setting names what is configured, for messages
   * @throws AbortException where there is no such cloud, or it has what this suite does not do
   */
  static ClusterTarget named(String name, Run<?, ?> run, String setting) throws AbortException {
    Cloud cloud = find(name);
    if (cloud == null) {
      throw new AbortException(
          "There is no cloud '"
              + name
              + "' of the Kubernetes plugin, which "
              + setting
              + " names: see Manage Jenkins, Clouds.");
    }
    // linked only now: the plugin is there, since its cloud is
    return KubernetesPluginCloud.target(cloud, run, setting);
  }

  /** {@code null} where there is none of the Kubernetes plugin. */
  static Cloud find(String name) {
    Cloud cloud = Jenkins.get().getCloud(name);
    for (Class<?> type = cloud == null ? null : cloud.getClass();
        type != null;
        type = type.getSuperclass()) {
      if (type.getName().equals(TYPE)) {
        return cloud;
      }
    }
    return null;
  }
}
