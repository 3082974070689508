package io.jenkins.plugins.paas.delivery;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ListBoxModel;
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
import org.kohsuke.stapler.verb.POST;

/**
 * {@code paasDeploy}: hands a delivery to Spinnaker, once, and follows it to its end. Returns a
 * {@link io.jenkins.plugins.paas.step.DeploymentResult}.
 */
public final class DeployStep extends ApplicationStep {

  static final List<String> JUDGMENTS = List.of("leave", "input", "continue", "stop");
  static final List<String> ABORTS = List.of("cancel", "leave");
  static final String JUDGMENT = "leave";
  static final String ON_ABORT = "cancel";
  static final int TIMEOUT_MINUTES = 60;

  private final String pipeline;
  private String environment;
  private Map<String, Object> parameters = new LinkedHashMap<>();
  private List<Object> images = new ArrayList<>();
  private List<SpinnakerArtifact> artifacts = new ArrayList<>();
  private Webhook webhook;
  private boolean dryRun;
  private String notes;
  private String judgment = JUDGMENT;
  private String onAbort = ON_ABORT;
  private boolean wait = true;
  private int timeoutMinutes = TIMEOUT_MINUTES;

  /**
   * @param pipeline the pipeline's name, or its id
   */
  @DataBoundConstructor
  public DeployStep(String pipeline) {
    this.pipeline = Util.fixEmptyAndTrim(pipeline);
  }

  public String getPipeline() {
    return pipeline;
  }

  public String getEnvironment() {
    return environment;
  }

  @DataBoundSetter
  public void setEnvironment(String value) {
    environment = Util.fixEmptyAndTrim(value);
  }

  public List<NameValue> getParameters() {
    return NameValue.listOf(parameters);
  }

  @DataBoundSetter
  public void setParameters(List<NameValue> value) {
    parameters = NameValue.mapOf(value, "parameters");
  }

  public List<ListedValue> getImages() {
    return ListedValue.listOf(images);
  }

  @DataBoundSetter
  public void setImages(List<ListedValue> value) {
    images = ListedValue.valuesOf(value);
  }

  public List<SpinnakerArtifact> getArtifacts() {
    return new ArrayList<>(artifacts);
  }

  @DataBoundSetter
  public void setArtifacts(List<SpinnakerArtifact> value) {
    artifacts = value == null ? new ArrayList<>() : new ArrayList<>(value);
  }

  /** How to start it instead of directly; {@code null} for directly. */
  public Webhook getWebhook() {
    return webhook;
  }

  @DataBoundSetter
  public void setWebhook(Webhook value) {
    webhook = value;
  }

  public boolean isDryRun() {
    return dryRun;
  }

  @DataBoundSetter
  public void setDryRun(boolean value) {
    dryRun = value;
  }

  public String getNotes() {
    return notes;
  }

  @DataBoundSetter
  public void setNotes(String value) {
    notes = Util.fixEmptyAndTrim(value);
  }

  public String getJudgment() {
    return judgment;
  }

  @DataBoundSetter
  public void setJudgment(String value) {
    String text = Util.fixEmptyAndTrim(value);
    judgment = text == null ? JUDGMENT : text;
  }

  public String getOnAbort() {
    return onAbort;
  }

  @DataBoundSetter
  public void setOnAbort(String value) {
    String text = Util.fixEmptyAndTrim(value);
    onAbort = text == null ? ON_ABORT : text;
  }

  public boolean isWait() {
    return wait;
  }

  @DataBoundSetter
  public void setWait(boolean value) {
    wait = value;
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
    return new DeployExecution(context, DeployRequest.of(this));
  }

  /** Describes the step to the Pipeline and to pages. */
  @Extension
  public static final class DescriptorImpl extends PaasStepDescriptor {
    @Override
    public String getFunctionName() {
      return "paasDeploy";
    }

    @Override
    public String getDisplayName() {
      return "Hand a delivery to Spinnaker and follow it";
    }

    /** In a Pipeline an artifact and a webhook may be maps, and every key is one that exists. */
    @Override
    public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
      Map<String, Object> bound = super.customInstantiate(arguments);
      if (bound.get("artifacts") instanceof List<?> list) {
        bound.put(
            "artifacts",
            list.stream()
                .map(a -> a instanceof Map<?, ?> map ? SpinnakerArtifact.from(map) : a)
                .toList());
      }
      if (bound.get("webhook") instanceof Map<?, ?> map) {
        bound.put("webhook", Webhook.from(map));
      }
      return bound;
    }

    /** What may be done with manual judgments. */
    @POST
    public ListBoxModel doFillJudgmentItems(@AncestorInPath Item item) {
      return items(item, JUDGMENTS);
    }

    /** What an abort may do. */
    @POST
    public ListBoxModel doFillOnAbortItems(@AncestorInPath Item item) {
      return items(item, ABORTS);
    }

    private static ListBoxModel items(Item item, List<String> values) {
      PaasPermissions.checkConfigure(item);
      ListBoxModel items = new ListBoxModel();
      values.forEach(items::add);
      return items;
    }
  }
}
