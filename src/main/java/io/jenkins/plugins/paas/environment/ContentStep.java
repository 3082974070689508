package io.jenkins.plugins.paas.environment;

import hudson.Util;
import io.jenkins.plugins.paas.platform.ApplicationStep;
import io.jenkins.plugins.paas.step.ListedValue;
import io.jenkins.plugins.paas.step.NameValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/** What an environment is made of, as steps say it. */
public abstract class ContentStep extends ApplicationStep {

  static final int TIMEOUT_MINUTES = 10;

  private final String environment;
  private List<String> manifests = new ArrayList<>();
  private String text;
  private Map<String, Object> images = new LinkedHashMap<>();
  private List<Claim> claims = new ArrayList<>();
  private List<String> claimTemplates = new ArrayList<>();
  private Map<String, Object> quota = new LinkedHashMap<>();
  private Map<String, Object> limits = new LinkedHashMap<>();
  private List<String> network = new ArrayList<>();
  private Map<String, Object> roles = new LinkedHashMap<>();
  private Map<String, Object> config = new LinkedHashMap<>();
  private Map<String, Object> secrets = new LinkedHashMap<>();
  private String kustomize;
  private Map<String, Object> helm = new LinkedHashMap<>();
  private boolean force;
  private int timeoutMinutes = TIMEOUT_MINUTES;

  /**
   * @param environment the environment's name, a DNS label
   */
  ContentStep(String environment) {
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

  public List<ListedValue> getClaimTemplates() {
    return ListedValue.listOf(claimTemplates);
  }

  @DataBoundSetter
  public void setClaimTemplates(List<ListedValue> value) {
    claimTemplates = ListedValue.textsOf(value);
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

  public boolean isForce() {
    return force;
  }

  @DataBoundSetter
  public void setForce(boolean value) {
    force = value;
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
}
