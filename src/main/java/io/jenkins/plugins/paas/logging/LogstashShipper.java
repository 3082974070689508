package io.jenkins.plugins.paas.logging;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import io.jenkins.plugins.paas.core.text.DnsName;
import io.jenkins.plugins.paas.logging.elastic.CentralPipeline;
import io.jenkins.plugins.paas.logging.shipper.LineInput;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Logstash, given its pipeline by central management or as a ConfigMap. */
public final class LogstashShipper extends Shipper {

  private static final long serialVersionUID = 1L;

  private final String file;
  private String id;
  private String configMap;
  private String input;

  /**
   * @param file a pipeline's configuration in the workspace
   */
  @DataBoundConstructor
  public LogstashShipper(String file) {
    this.file = Util.fixEmptyAndTrim(file);
  }

  public String getFile() {
    return file;
  }

  public String getId() {
    return id;
  }

  @DataBoundSetter
  public void setId(String value) {
    id = Util.fixEmptyAndTrim(value);
  }

  public String getConfigMap() {
    return configMap;
  }

  @DataBoundSetter
  public void setConfigMap(String value) {
    configMap = Util.fixEmptyAndTrim(value);
  }

  public String getInput() {
    return input;
  }

  @DataBoundSetter
  public void setInput(String value) {
    input = Util.fixEmptyAndTrim(value);
  }

  @Override
  public String symbol() {
    return "logstash";
  }

  @Override
  public void check() {
    if (file == null) {
      throw new IllegalArgumentException(
          "logstash: file is empty: name a pipeline's configuration");
    }
    if (id != null) {
      new CentralPipeline(id, "");
    }
    if (configMap != null && !DnsName.isLabel(configMap)) {
      throw new IllegalArgumentException(
          "logstash: configMap '" + configMap + "' is no name of a ConfigMap");
    }
    input();
  }

  @Override
  public Optional<LineInput> input() {
    return Optional.ofNullable(input).map(LineInput::parse);
  }

  @Override
  public void prepare(LogsSite site) throws IOException, InterruptedException {
    String text = site.read(file);
    if (configMap != null) {
      site.configMap(this, configMap, site.target() + ".conf", text);
      return;
    }
    String name = id == null ? site.target().replace('.', '_') : id;
    CentralPipeline pipeline;
    try {
      pipeline = new CentralPipeline(name, text);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage() + ". Give logstash an id.", e);
    }
    site.say(
        "shipper logstash in force: pipeline "
            + name
            + " "
            + pipeline.ensure(site.elastic())
            + " under central management");
  }

  /** Describes the shipper. */
  @Extension
  // the Logstash plugin has a step of the first name, which wins in a Jenkinsfile
  @Symbol({"logstash", "logstashPipeline"})
  public static final class DescriptorImpl extends Descriptor<Shipper> {
    @Override
    public String getDisplayName() {
      return "Logstash, by central management or a ConfigMap";
    }
  }
}
