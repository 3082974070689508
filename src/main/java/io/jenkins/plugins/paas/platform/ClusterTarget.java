package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.paas.core.text.DnsName;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * A Kubernetes cluster: its API server's URL, CA and credential; or a credential that is a
 * kubeconfig and says it all; or a cloud of the Kubernetes plugin by its name.
 */
public final class ClusterTarget extends HttpTarget {

  private static final long serialVersionUID = 1L;

  private String cloud;
  private String context;
  private String namespacePattern;
  private boolean outsideNamespace;
  private String buildNamespace;

  @DataBoundConstructor
  public ClusterTarget(String url) {
    super(url);
  }

  /** The name of a cloud of the Kubernetes plugin, or {@code null}. */
  public String getCloud() {
    return cloud;
  }

  @DataBoundSetter
  public void setCloud(String value) {
    cloud = Util.fixEmptyAndTrim(value);
  }

  /** The context of a kubeconfig; {@code null}: its current one. */
  public String getContext() {
    return context;
  }

  @DataBoundSetter
  public void setContext(String value) {
    context = Util.fixEmptyAndTrim(value);
  }

  @Override
  boolean isGiven() {
    return super.isGiven() || cloud != null || getCredentialsId() != null;
  }

  /**
   * How an environment's namespace is named; {@code ${application}} and {@code ${environment}} are
   * replaced.
   */
  public String getNamespacePattern() {
    return namespacePattern == null ? DescriptorImpl.defaultNamespacePattern : namespacePattern;
  }

  @DataBoundSetter
  public void setNamespacePattern(String value) {
    String text = Util.fixEmptyAndTrim(value);
    namespacePattern = DescriptorImpl.defaultNamespacePattern.equals(text) ? null : text;
  }

  /**
   * Whether manifests may hold objects of other namespaces and of the whole cluster: whoever may
   * change a Jenkinsfile then has what the credential has.
   */
  public boolean isOutsideNamespace() {
    return outsideNamespace;
  }

  @DataBoundSetter
  public void setOutsideNamespace(boolean value) {
    outsideNamespace = value;
  }

  /** Where pods run that build images. */
  public String getBuildNamespace() {
    return buildNamespace == null ? DescriptorImpl.defaultBuildNamespace : buildNamespace;
  }

  @DataBoundSetter
  public void setBuildNamespace(String value) {
    String text = Util.fixEmptyAndTrim(value);
    buildNamespace = DescriptorImpl.defaultBuildNamespace.equals(text) ? null : text;
  }

  /** Describes the target on pages and in configuration as code. */
  @Extension
  @Symbol("cluster")
  public static final class DescriptorImpl extends HttpTargetDescriptor {
    /** The one place of the default, for Java, page and help. */
    public static final String defaultNamespacePattern = "${application}-${environment}";

    /** The namespace for builds where none is named. */
    public static final String defaultBuildNamespace = "paas-builds";

    @Override
    HttpTarget target(String url, String cloud, String context) {
      ClusterTarget target = new ClusterTarget(url);
      target.setCloud(cloud);
      target.setContext(context);
      return target;
    }

    /** Whether namespaces can be named by it. */
    @POST
    public FormValidation doCheckNamespacePattern(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.ADMINISTER);
      String pattern = Util.fixEmptyAndTrim(value);
      String name =
          pattern == null
              ? "a"
              : pattern.replace("${application}", "a").replace("${environment}", "a");
      return DnsName.isLabel(name)
          ? FormValidation.ok()
          : FormValidation.error(
              "Lower-case letters, digits and '-' around ${application} and ${environment}, such as "
                  + defaultNamespacePattern);
    }

    /** Whether the Kubernetes plugin has such a cloud. */
    @POST
    public FormValidation doCheckCloud(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.ADMINISTER);
      String name = Util.fixEmptyAndTrim(value);
      return name == null || ClusterCloud.find(name) != null
          ? FormValidation.ok()
          : FormValidation.error("The Kubernetes plugin has no such cloud here");
    }

    /** Whether the text is a DNS label. */
    @POST
    public FormValidation doCheckBuildNamespace(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.ADMINISTER);
      String name = Util.fixEmptyAndTrim(value);
      return name == null || name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
          ? FormValidation.ok()
          : FormValidation.error("A namespace is a DNS label: a-z, 0-9 and -, at most 63");
    }

    /** Whether the text is a base URL; a kubeconfig needs none. */
    @Override
    @POST
    public FormValidation doCheckUrl(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.ADMINISTER);
      return Util.fixEmptyAndTrim(value) == null ? FormValidation.ok() : super.doCheckUrl(value);
    }

    /** The credentials to choose from, kubeconfig files among them. */
    @Override
    @POST
    public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
      return CredentialChoice.clusterItems(credentialsId);
    }

    /** Whether the chosen credential is there. */
    @Override
    @POST
    public FormValidation doCheckCredentialsId(@QueryParameter String value) {
      return CredentialChoice.checkCluster(value);
    }

    @Override
    public String getDisplayName() {
      return "Kubernetes cluster";
    }
  }
}
