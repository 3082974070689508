package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.paas.core.text.DnsName;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * One platform, configured once by an administrator: the systems that belong together, by name.
 * What is {@code null} is not part of it.
 */
public final class Platform extends AbstractDescribableImpl<Platform> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String name;
  private List<String> allowedFolders = new ArrayList<>();
  private Hosting hosting = Hosting.selfHosted;
  private RegistryTarget registry;
  private ClusterTarget cluster;
  private PrometheusTarget prometheus;
  private AlertmanagerTarget alertmanager;
  private ElasticTarget elastic;
  private KibanaTarget kibana;
  private SpinnakerTarget spinnaker;
  private List<DataService> dataServices = new ArrayList<>();
  private int sweepAfterHours;

  /**
   * @param name a DNS label, since it stands in URLs
   */
  @DataBoundConstructor
  public Platform(String name) {
    this.name = name;
  }

  public String getName() {
    return name;
  }

  /** Full names of the folders (and jobs) that may use it; empty means all of Jenkins. */
  public List<String> getAllowedFolders() {
    return new ArrayList<>(allowedFolders);
  }

  @DataBoundSetter
  public void setAllowedFolders(List<String> value) {
    allowedFolders = value == null ? new ArrayList<>() : new ArrayList<>(value);
  }

  /**
   * The same, one a line, from the page alone. It has no getter: with one, configuration as code
   * would know two attributes for one thing, and export both.
   */
  @DataBoundSetter
  public void setAllowedFoldersText(String value) {
    setAllowedFolders(names(value));
  }

  /** Names as pages have them, one a line. */
  static List<String> names(String text) {
    return Util.fixNull(text).lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
  }

  /** Whether a job of this full name may use the platform. */
  public boolean allows(String jobFullName) {
    return allowedFolders.isEmpty()
        || allowedFolders.stream()
            .anyMatch(folder -> jobFullName.equals(folder) || jobFullName.startsWith(folder + "/"));
  }

  public Hosting getHosting() {
    return hosting;
  }

  @DataBoundSetter
  public void setHosting(Hosting value) {
    hosting = value == null ? Hosting.selfHosted : value;
  }

  public RegistryTarget getRegistry() {
    return registry;
  }

  @DataBoundSetter
  public void setRegistry(RegistryTarget value) {
    registry = value;
  }

  public ClusterTarget getCluster() {
    return cluster;
  }

  @DataBoundSetter
  public void setCluster(ClusterTarget value) {
    cluster = value;
  }

  public PrometheusTarget getPrometheus() {
    return prometheus;
  }

  @DataBoundSetter
  public void setPrometheus(PrometheusTarget value) {
    prometheus = value;
  }

  public AlertmanagerTarget getAlertmanager() {
    return alertmanager;
  }

  @DataBoundSetter
  public void setAlertmanager(AlertmanagerTarget value) {
    alertmanager = value;
  }

  public ElasticTarget getElastic() {
    return elastic;
  }

  @DataBoundSetter
  public void setElastic(ElasticTarget value) {
    elastic = value;
  }

  public KibanaTarget getKibana() {
    return kibana;
  }

  @DataBoundSetter
  public void setKibana(KibanaTarget value) {
    kibana = value;
  }

  public SpinnakerTarget getSpinnaker() {
    return spinnaker;
  }

  @DataBoundSetter
  public void setSpinnaker(SpinnakerTarget value) {
    spinnaker = value;
  }

  /** How claims are met where the hosting alone does not say it; one entry a template. */
  public List<DataService> getDataServices() {
    return dataServices == null ? new ArrayList<>() : new ArrayList<>(dataServices);
  }

  @DataBoundSetter
  public void setDataServices(List<DataService> value) {
    dataServices = value == null ? new ArrayList<>() : new ArrayList<>(value);
  }

  /** After how many hours left-over things are removed unasked; 0: on request only. */
  public int getSweepAfterHours() {
    return sweepAfterHours;
  }

  @DataBoundSetter
  public void setSweepAfterHours(int value) {
    sweepAfterHours = Math.max(0, value);
  }

  /** Those that it has. */
  List<HttpTarget> targets() {
    List<HttpTarget> all = new ArrayList<>();
    for (HttpTarget target :
        new HttpTarget[] {
          registry, cluster, prometheus, alertmanager, elastic, kibana, spinnaker
        }) {
      if (target != null) {
        all.add(target);
      }
    }
    return all;
  }

  /** Describes the platform on pages and in configuration as code. */
  @Extension
  @Symbol("platform")
  public static final class DescriptorImpl extends Descriptor<Platform> {
    @Override
    public String getDisplayName() {
      return "Platform";
    }

    /** The folders as the page shows them, one a line. */
    public String foldersText(Platform instance) {
      return instance == null ? "" : String.join("\n", instance.allowedFolders);
    }

    /** Whether each line names a folder or job that there is. */
    @POST
    public FormValidation doCheckAllowedFoldersText(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.ADMINISTER);
      List<String> unknown =
          names(value).stream()
              .filter(name -> Jenkins.get().getItemByFullName(name) == null)
              .toList();
      return unknown.isEmpty()
          ? FormValidation.ok()
          : FormValidation.warning("There is no folder or job " + String.join(", ", unknown));
    }

    /** Whether the text may name a platform. */
    @POST
    public FormValidation doCheckName(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.ADMINISTER);
      return DnsName.isLabel(value)
          ? FormValidation.ok()
          : FormValidation.error("Lower-case letters, digits and '-', at most 63 characters");
    }
  }
}
