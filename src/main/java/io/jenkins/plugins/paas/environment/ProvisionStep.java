package io.jenkins.plugins.paas.environment;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.paas.core.text.DnsName;
import io.jenkins.plugins.paas.platform.ApplicationStep;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.step.ListedValue;
import io.jenkins.plugins.paas.step.NameValue;
import io.jenkins.plugins.paas.step.PaasStepDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code paasProvision}: brings an environment to what its manifests say and waits until it is
 * ready. Returns an {@link io.jenkins.plugins.paas.step.EnvironmentResult}.
 */
public final class ProvisionStep extends ApplicationStep {

  static final int TIMEOUT_MINUTES = 10;

  private final String environment;
  private List<String> manifests = new ArrayList<>();
  private String text;
  private Map<String, Object> images = new LinkedHashMap<>();
  private List<Claim> claims = new ArrayList<>();
  private Map<String, Object> quota = new LinkedHashMap<>();
  private Map<String, Object> limits = new LinkedHashMap<>();
  private List<String> network = new ArrayList<>();
  private Map<String, Object> roles = new LinkedHashMap<>();
  private Map<String, Object> config = new LinkedHashMap<>();
  private Map<String, Object> secrets = new LinkedHashMap<>();
  private String kustomize;
  private Map<String, Object> helm = new LinkedHashMap<>();
  private boolean wait = true;
  private boolean prune = true;
  private boolean pruneData;
  private boolean force;
  private boolean dryRun;
  private boolean drift;
  private int revision;
  private int timeoutMinutes = TIMEOUT_MINUTES;

  /**
   * @param environment the environment's name, a DNS label
   */
  @DataBoundConstructor
  public ProvisionStep(String environment) {
    this.environment = Util.fixEmptyAndTrim(environment);
  }

  public String getEnvironment() {
    return environment;
  }

  public List<ListedValue> getManifests() {
    return ListedValue.listOf(manifests);
  }

  @DataBoundSetter
  public void setManifests(List<ListedValue> value) {
    manifests = ListedValue.textsOf(value);
  }

  public String getText() {
    return text;
  }

  @DataBoundSetter
  public void setText(String value) {
    text = Util.fixEmptyAndTrim(value) == null ? null : value;
  }

  public List<NameValue> getImages() {
    return NameValue.listOf(images);
  }

  @DataBoundSetter
  public void setImages(List<NameValue> value) {
    images = NameValue.mapOf(value, "images");
  }

  public List<Claim> getClaims() {
    return new ArrayList<>(claims);
  }

  @DataBoundSetter
  public void setClaims(List<Claim> value) {
    claims = value == null ? new ArrayList<>() : new ArrayList<>(value);
  }

  public List<NameValue> getQuota() {
    return NameValue.listOf(quota);
  }

  @DataBoundSetter
  public void setQuota(List<NameValue> value) {
    quota = NameValue.mapOf(value, "quota");
  }

  public List<NameValue> getLimits() {
    return NameValue.listOf(limits);
  }

  @DataBoundSetter
  public void setLimits(List<NameValue> value) {
    limits = NameValue.mapOf(value, "limits");
  }

  public List<ListedValue> getNetwork() {
    return ListedValue.listOf(network);
  }

  @DataBoundSetter
  public void setNetwork(List<ListedValue> value) {
    network = ListedValue.textsOf(value);
  }

  public List<NameValue> getRoles() {
    return NameValue.listOf(roles);
  }

  @DataBoundSetter
  public void setRoles(List<NameValue> value) {
    roles = NameValue.mapOf(value, "roles");
  }

  public List<NameValue> getConfig() {
    return NameValue.listOf(config);
  }

  @DataBoundSetter
  public void setConfig(List<NameValue> value) {
    config = NameValue.mapOf(value, "config");
  }

  public List<NameValue> getSecrets() {
    return NameValue.listOf(secrets);
  }

  @DataBoundSetter
  public void setSecrets(List<NameValue> value) {
    secrets = NameValue.mapOf(value, "secrets");
  }

  public List<NameValue> getHelm() {
    return NameValue.listOf(helm);
  }

  @DataBoundSetter
  public void setHelm(List<NameValue> value) {
    helm = NameValue.mapOf(value, "helm");
  }

  public String getKustomize() {
    return kustomize;
  }

  @DataBoundSetter
  public void setKustomize(String value) {
    kustomize = Util.fixEmptyAndTrim(value);
  }

  public boolean isWait() {
    return wait;
  }

  @DataBoundSetter
  public void setWait(boolean value) {
    wait = value;
  }

  public boolean isPrune() {
    return prune;
  }

  @DataBoundSetter
  public void setPrune(boolean value) {
    prune = value;
  }

  public boolean isPruneData() {
    return pruneData;
  }

  @DataBoundSetter
  public void setPruneData(boolean value) {
    pruneData = value;
  }

  public boolean isDrift() {
    return drift;
  }

  @DataBoundSetter
  public void setDrift(boolean value) {
    drift = value;
  }

  public int getRevision() {
    return revision;
  }

  @DataBoundSetter
  public void setRevision(int value) {
    revision = value;
  }

  public boolean isForce() {
    return force;
  }

  @DataBoundSetter
  public void setForce(boolean value) {
    force = value;
  }

  public boolean isDryRun() {
    return dryRun;
  }

  @DataBoundSetter
  public void setDryRun(boolean value) {
    dryRun = value;
  }

  public int getTimeoutMinutes() {
    return timeoutMinutes;
  }

  @DataBoundSetter
  public void setTimeoutMinutes(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("timeoutMinutes: '" + value + "' must be at least 1");
    }
    timeoutMinutes = value;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new ProvisionExecution(context, this);
  }

  /** Describes the step. */
  @Extension
  public static final class DescriptorImpl extends PaasStepDescriptor {
    @Override
    public String getFunctionName() {
      return "paasProvision";
    }

    @Override
    public String getDisplayName() {
      return "Bring an environment to what its manifests say, and wait until it is ready";
    }

    /** Whether the text may name an environment. */
    @POST
    public FormValidation doCheckEnvironment(
        @AncestorInPath Item item, @QueryParameter String value) {
      PaasPermissions.checkConfigure(item);
      return DnsName.isLabel(value)
          ? FormValidation.ok()
          : FormValidation.error("Lower-case letters, digits and '-', at most 63 characters");
    }
  }
}
