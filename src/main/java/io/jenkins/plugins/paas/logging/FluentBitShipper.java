package io.jenkins.plugins.paas.logging;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import io.jenkins.plugins.paas.logging.shipper.PodAnnotations;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Fluent Bit on the cluster's nodes, told by annotations of the pods. */
public final class FluentBitShipper extends Shipper {

  private static final long serialVersionUID = 1L;

  private String parser;

  @DataBoundConstructor
  public FluentBitShipper() {}

  public String getParser() {
    return parser;
  }

  @DataBoundSetter
  public void setParser(String value) {
    parser = Util.fixEmptyAndTrim(value);
  }

  @Override
  public String symbol() {
    return "fluentBit";
  }

  @Override
  public void prepare(LogsSite site) throws IOException, InterruptedException {
    site.judgePods(this, PodAnnotations.fluentBit(site.target(), parser));
    site.say(
        "Fluent Bit needs an [OUTPUT] for it: Name es (opensearch for OpenSearch), Index "
            + site.target()
            + ", Suppress_Type_Name On, Write_Operation create, Match as those pods are tagged");
  }

  /** Describes the shipper. */
  @Extension
  @Symbol("fluentBit")
  public static final class DescriptorImpl extends Descriptor<Shipper> {
    @Override
    public String getDisplayName() {
      return "Fluent Bit, by annotations of pods";
    }
  }
}
