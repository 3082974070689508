package io.jenkins.embedded.casc;

import hudson.slaves.Cloud;
import io.jenkins.embedded.controller.EmbeddedJenkins;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
import org.csanchez.jenkins.plugins.kubernetes.KubernetesCloud;

/**
 * {@code jenkins.clouds}: the Kubernetes plugin's are known by name, with how to reach them. What
 * is about agents has no meaning here, nor have other clouds.
 */
final class CloudsRoot {
  private static final String SYMBOL = "kubernetes";
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "serverUrl",
          "serverCertificate",
          "skipTlsVerify",
          "usageRestricted",
          "credentialsId");

  private CloudsRoot() {}

  static void apply(List<?> clouds) throws ConfigurationFailure {
    for (int i = 0; i < clouds.size(); i++) {
      String path = "jenkins.clouds[" + i + "]";
      Map<String, Object> cloud = Keys.map(clouds.get(i), path);
      if (cloud.containsKey(SYMBOL)) {
        Map<String, Object> settings = Keys.map(cloud.get(SYMBOL), path + "." + SYMBOL);
        settings.keySet().retainAll(KEYS);
        Object made = Binding.bind(KubernetesCloud.class, settings, path + "." + SYMBOL);
        ((EmbeddedJenkins) Jenkins.get()).know((Cloud) made);
      }
    }
  }
}
