package io.jenkins.plugins.paas.delivery;

import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.delivery.gate.PropertyFile;
import io.jenkins.plugins.paas.step.NameValue;
import io.jenkins.plugins.paas.step.PaasStepDescriptor;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.ArtifactManager;
import jenkins.model.Jenkins;
import jenkins.util.BuildListenerAdapter;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code paasProperties}: facts for a Spinnaker pipeline that this build triggers by its success,
 * archived at once.
 */
public final class PropertiesStep extends Step {

  static final String FILE = "spinnaker.properties";

  private final Map<String, Object> properties;
  private String file = FILE;

  /**
   * @param properties name to text, number, boolean or image
   */
  @DataBoundConstructor
  public PropertiesStep(List<NameValue> properties) {
    this.properties = NameValue.mapOf(properties, "properties");
  }

  public List<NameValue> getProperties() {
    return NameValue.listOf(properties);
  }

  public String getFile() {
    return file;
  }

  @DataBoundSetter
  public void setFile(String value) {
    String text = Util.fixEmptyAndTrim(value);
    file = text == null ? FILE : text;
  }

  @Override
  public StepExecution start(StepContext context) throws Exception {
    LinkedHashMap<String, String> facts = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Object> one : properties.entrySet()) {
        facts.put(one.getKey(), text(one.getKey(), one.getValue()));
      }
      return new Execution(context, file, PropertyFile.text(PropertyFile.name(file), facts));
    } catch (IllegalArgumentException e) {
      throw new AbortException("paasProperties: " + e.getMessage());
    }
  }

  private static String text(String name, Object value) {
    if (value == null) {
      throw new IllegalArgumentException("property '" + name + "' has no value");
    }
    boolean plain =
        value instanceof CharSequence || value instanceof Number || value instanceof Boolean;
    return plain ? value.toString() : ImageReference.from(value).toString();
  }

  /** Writes the same again when it is repeated. */
  static final class Execution extends SynchronousNonBlockingStepExecution<Void> {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String text;

    Execution(StepContext context, String file, String text) {
      super(context);
      this.file = file;
      this.text = text;
    }

    @Override
    protected Void run() throws Exception {
      TaskListener listener = getContext().get(TaskListener.class);
      FilePath workspace = getContext().get(FilePath.class);
      workspace.child(file).write(text, "UTF-8");
      ArtifactManager artifacts = getContext().get(Run.class).pickArtifactManager();
      artifacts.archive(
          workspace,
          getContext().get(Launcher.class),
          BuildListenerAdapter.wrap(listener),
          new HashMap<>(Map.of(file, file)));
      long bytes = artifacts.root().child(file).length();
      if (bytes == 0) {
        throw new IOException(
            file + " was archived, but is empty there: the build's artifacts cannot be written.");
      }
      new StepLog("properties", listener)
          .info(file + " archived, " + bytes + " bytes: the property file of a Jenkins trigger");
      return null;
    }
  }

  /** Describes the step to the Pipeline and to pages. */
  @Extension
  public static final class DescriptorImpl extends PaasStepDescriptor {
    @Override
    public Set<? extends Class<?>> getRequiredContext() {
      return Set.of(Run.class, TaskListener.class, FlowNode.class, FilePath.class, Launcher.class);
    }

    @Override
    public String getFunctionName() {
      return "paasProperties";
    }

    @Override
    public String getDisplayName() {
      return "Archive the property file of a Spinnaker pipeline that Jenkins triggers";
    }

    /** Whether it is a file's name. */
    @POST
    public FormValidation doCheckFile(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.READ);
      try {
        PropertyFile.name(Util.fixEmptyAndTrim(value) == null ? FILE : value.strip());
        return FormValidation.ok();
      } catch (IllegalArgumentException e) {
        return FormValidation.error(e.getMessage());
      }
    }
  }
}
