package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.Util;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A Kubernetes cluster: its API server's URL, CA and credential. */
public final class ClusterTarget extends HttpTarget {

  private static final long serialVersionUID = 1L;

  private String namespacePattern;
  private boolean outsideNamespace;

  @DataBoundConstructor
  public ClusterTarget(String url) {
    super(url);
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

  /** Describes the target on pages and in configuration as code. */
  @Extension
  @Symbol("cluster")
  public static final class DescriptorImpl extends HttpTargetDescriptor {
    /** The one place of the default, for Java, page and help. */
    public static final String defaultNamespacePattern = "${application}-${environment}";

    @Override
    public String getDisplayName() {
      return "Kubernetes cluster";
    }
  }
}
