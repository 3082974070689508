package io.jenkins.plugins.paas.image;

import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.platform.CredentialChoice;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.step.ListedValue;
import io.jenkins.plugins.paas.step.NameValue;
import io.jenkins.plugins.paas.step.PaasStepDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code paasBuildImage}: builds an image, pushes it, and answers what the registry then has. */
public final class BuildImageStep extends DockerfileStep {

  static final String DEFAULT_CONTEXT = ".";
  static final int DEFAULT_TIMEOUT_MINUTES = 60;

  private final String image;
  private ArrayList<String> tags = new ArrayList<>();
  private String context = DEFAULT_CONTEXT;
  private ImageBuilder builder;
  private LinkedHashMap<String, String> registries = new LinkedHashMap<>();
  private boolean push = true;
  private boolean sbom;
  private LinkedHashMap<String, String> scan = new LinkedHashMap<>();
  private String credentialsId;
  private int timeoutMinutes = DEFAULT_TIMEOUT_MINUTES;

  @DataBoundConstructor
  public BuildImageStep(String image) {
    this.image = Util.fixEmptyAndTrim(image);
  }

  public String getImage() {
    return image;
  }

  public List<ListedValue> getTags() {
    return ListedValue.listOf(tags);
  }

  @DataBoundSetter
  public void setTags(List<ListedValue> value) {
    tags = new ArrayList<>(ListedValue.textsOf(value));
  }

  public String getContext() {
    return context;
  }

  @DataBoundSetter
  public void setContext(String value) {
    String path = ContextPath.inside(value, "context");
    context = path == null ? DEFAULT_CONTEXT : path;
  }

  public ImageBuilder getBuilder() {
    return builder;
  }

  @DataBoundSetter
  public void setBuilder(ImageBuilder value) {
    builder = value;
  }

  public List<NameValue> getRegistries() {
    return NameValue.listOf(registries);
  }

  @DataBoundSetter
  public void setRegistries(List<NameValue> value) {
    registries = ArgumentGrammar.registries(value);
  }

  public boolean isPush() {
    return push;
  }

  @DataBoundSetter
  public void setPush(boolean value) {
    push = value;
  }

  public boolean isSbom() {
    return sbom;
  }

  @DataBoundSetter
  public void setSbom(boolean value) {
    sbom = value;
  }

  public List<NameValue> getScan() {
    return NameValue.listOf(scan);
  }

  @DataBoundSetter
  public void setScan(List<NameValue> value) {
    LinkedHashMap<String, String> map = NameValues.of(NameValue.mapOf(value, "scan"), "scan");
    ScanArgument.gate(map); // refused here, with what there is
    scan = map;
  }

  public String getCredentialsId() {
    return credentialsId;
  }

  @DataBoundSetter
  public void setCredentialsId(String value) {
    credentialsId = Util.fixEmptyAndTrim(value);
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
  public StepExecution start(StepContext stepContext) {
    return new BuildImageExecution(stepContext, this);
  }

  /** Describes the step. */
  @Extension
  public static final class DescriptorImpl extends PaasStepDescriptor {
    @Override
    public String getFunctionName() {
      return "paasBuildImage";
    }

    @Override
    public String getDisplayName() {
      return "Build an image, push it and read its digest back";
    }

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
      return Set.of(
          Run.class,
          TaskListener.class,
          FlowNode.class,
          FilePath.class,
          Launcher.class,
          EnvVars.class);
    }

    /** Whether the text is an image reference. */
    @POST
    public FormValidation doCheckImage(@AncestorInPath Item item, @QueryParameter String value) {
      PaasPermissions.checkConfigure(item);
      if (Util.fixEmptyAndTrim(value) == null) {
        return FormValidation.error("An image is required, such as shop/api");
      }
      try {
        ImageReference.parse(value);
        return FormValidation.ok();
      } catch (IllegalArgumentException e) {
        return FormValidation.error(e.getMessage());
      }
    }

    /** The credentials to choose from; the rules are {@link CredentialChoice}'s. */
    @POST
    public ListBoxModel doFillCredentialsIdItems(
        @AncestorInPath Item item, @QueryParameter String credentialsId) {
      return CredentialChoice.items(item, credentialsId);
    }

    /** Whether the chosen credential is there. */
    @POST
    public FormValidation doCheckCredentialsId(
        @AncestorInPath Item item, @QueryParameter String value) {
      return CredentialChoice.check(item, value);
    }
  }
}
