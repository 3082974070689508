package io.jenkins.plugins.paas.platform;

import hudson.AbortException;
import hudson.Util;
import hudson.model.Run;
import hudson.slaves.Cloud;
import java.util.HashSet;
import java.util.Set;
import org.csanchez.jenkins.plugins.kubernetes.KubernetesCloud;
import org.csanchez.jenkins.plugins.kubernetes.KubernetesFolderProperty;

/** Reads a cloud of the Kubernetes plugin. Only {@link ClusterCloud} may link to this class. */
final class KubernetesPluginCloud {

  private static final String PEM = "-----BEGIN CERTIFICATE-----";

  private KubernetesPluginCloud() {}

  static ClusterTarget target(Cloud given, Run<?, ?> run, String setting) throws AbortException {
    KubernetesCloud cloud = (KubernetesCloud) given;
    String where = "The cloud '" + cloud.name + "', which " + setting + " names, ";
    if (cloud.isSkipTlsVerify()) {
      throw new AbortException(
          where + "skips the verification of TLS, which this suite never does: give it the CA.");
    }
    if (cloud.isUsageRestricted() && run != null && !permits(cloud, run)) {
      throw new AbortException(
          where
              + "is for folders that permit it, and none of "
              + run.getParent().getFullName()
              + " does.");
    }
    ClusterTarget target = new ClusterTarget(cloud.getServerUrl());
    target.setCredentialsId(cloud.getCredentialsId());
    target.setCaCertificate(pem(cloud.getServerCertificate()));
    if (!target.isGiven()) {
      throw new AbortException(
          where
              + "is the cluster that the controller runs in, by the controller's own service"
              + " account: give it a URL and a credential, or configure the platform's own.");
    }
    return target;
  }

  private static boolean permits(KubernetesCloud cloud, Run<?, ?> run) {
    Set<String> permitted = new HashSet<>();
    KubernetesFolderProperty.collectAllowedClouds(permitted, run.getParent().getParent());
    return permitted.contains(cloud.name);
  }

  // the plugin takes the text without its frame, too
  private static String pem(String certificate) {
    String text = Util.fixEmptyAndTrim(certificate);
    return text == null || text.startsWith(PEM)
        ? text
        : PEM + "\n" + text + "\n-----END CERTIFICATE-----";
  }
}
