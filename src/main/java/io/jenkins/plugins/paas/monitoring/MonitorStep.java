package io.jenkins.plugins.paas.monitoring;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.paas.platform.ApplicationStep;
import io.jenkins.plugins.paas.step.ListedValue;
import io.jenkins.plugins.paas.step.NameValue;
import io.jenkins.plugins.paas.step.PaasStepDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code paasMonitor}: registers scrape targets and rules with the platform's Prometheus, and
 * proves that they are in force. Returns a {@link io.jenkins.plugins.paas.step.MonitoringResult}.
 */
public final class MonitorStep extends ApplicationStep {

  static final String PATH = "/metrics";
  static final int TIMEOUT_MINUTES = 5;

  private String namespace;
  private String service;
  private String port;
  private String path = PATH;
  private List<String> targets = new ArrayList<>();
  private Map<String, Object> labels = new LinkedHashMap<>();
  private Map<String, Object> pods = new LinkedHashMap<>();
  private String interval;
  private String registration;
  private String rules;
  private List<String> ruleTests = new ArrayList<>();
  private boolean unregister;
  private boolean verify = true;
  private int timeoutMinutes = TIMEOUT_MINUTES;

  @DataBoundConstructor
  public MonitorStep() {
    // every argument is optional: the service and the targets are two ways to say what to watch
  }

  public String getNamespace() {
    return namespace;
  }

  @DataBoundSetter
  public void setNamespace(String value) {
    namespace = Util.fixEmptyAndTrim(value);
  }

  public String getService() {
    return service;
  }

  @DataBoundSetter
  public void setService(String value) {
    service = Util.fixEmptyAndTrim(value);
  }

  public String getPort() {
    return port;
  }

  @DataBoundSetter
  public void setPort(String value) {
    port = Util.fixEmptyAndTrim(value);
  }

  public String getPath() {
    return path;
  }

  @DataBoundSetter
  public void setPath(String value) {
    String text = Util.fixEmptyAndTrim(value);
    path = text == null ? PATH : text;
  }

  public List<ListedValue> getTargets() {
    return ListedValue.listOf(targets);
  }

  @DataBoundSetter
  public void setTargets(List<ListedValue> value) {
    targets = ListedValue.textsOf(value);
  }

  public List<NameValue> getLabels() {
    return NameValue.listOf(labels);
  }

  @DataBoundSetter
  public void setLabels(List<NameValue> value) {
    labels = NameValue.mapOf(value, "labels");
  }

  public List<NameValue> getPods() {
    return NameValue.listOf(pods);
  }

  @DataBoundSetter
  public void setPods(List<NameValue> value) {
    pods = NameValue.mapOf(value, "pods");
  }

  public String getInterval() {
    return interval;
  }

  @DataBoundSetter
  public void setInterval(String value) {
    interval = Util.fixEmptyAndTrim(value);
  }

  public String getRegistration() {
    return registration;
  }

  @DataBoundSetter
  public void setRegistration(String value) {
    registration = Util.fixEmptyAndTrim(value);
  }

  public boolean isUnregister() {
    return unregister;
  }

  @DataBoundSetter
  public void setUnregister(boolean value) {
    unregister = value;
  }

  public String getRules() {
    return rules;
  }

  @DataBoundSetter
  public void setRules(String value) {
    rules = Util.fixEmptyAndTrim(value);
  }

  public List<ListedValue> getRuleTests() {
    return ListedValue.listOf(ruleTests);
  }

  @DataBoundSetter
  public void setRuleTests(List<ListedValue> value) {
    ruleTests = ListedValue.textsOf(value);
  }

  public boolean isVerify() {
    return verify;
  }

  @DataBoundSetter
  public void setVerify(boolean value) {
    verify = value;
  }

  public int getTimeoutMinutes() {
    return timeoutMinutes;
  }

  @DataBoundSetter
  public void setTimeoutMinutes(int value) {
    timeoutMinutes = value;
  }

  @Override
  public StepExecution start(StepContext context) throws Exception {
    return new MonitorExecution(context, MonitorRequest.of(this));
  }

  /** Describes the step to the Pipeline and to pages. */
  @Extension
  public static final class DescriptorImpl extends PaasStepDescriptor {
    @Override
    public String getFunctionName() {
      return "paasMonitor";
    }

    @Override
    public String getDisplayName() {
      return "Register with Prometheus and prove that it scrapes";
    }
  }
}
