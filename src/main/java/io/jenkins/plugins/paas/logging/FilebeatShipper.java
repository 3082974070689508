package io.jenkins.plugins.paas.logging;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import io.jenkins.plugins.paas.logging.shipper.PodAnnotations;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Filebeat on the cluster's nodes, told by annotations of the pods. */
public final class FilebeatShipper extends Shipper {

  private static final long serialVersionUID = 1L;

  private String multiline;

  @DataBoundConstructor
  public FilebeatShipper() {}

  public String getMultiline() {
    return multiline;
  }

  @DataBoundSetter
  public void setMultiline(String value) {
    multiline = Util.fixEmptyAndTrim(value);
  }

  @Override
  public String symbol() {
    return "filebeat";
  }

  @Override
  public void prepare(LogsSite site) throws IOException, InterruptedException {
    site.judgePods(this, PodAnnotations.filebeat(site.target(), multiline));
  }

  /** Describes the shipper. */
  @Extension
  @Symbol("filebeat")
  public static final class DescriptorImpl extends Descriptor<Shipper> {
    @Override
    public String getDisplayName() {
      return "Filebeat, by annotations of pods";
    }
  }
}
