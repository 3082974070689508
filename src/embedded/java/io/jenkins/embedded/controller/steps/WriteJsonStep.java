package io.jenkins.embedded.controller.steps;

import hudson.Util;
import io.jenkins.embedded.controller.DataText;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code writeJSON file: 'x.json', json: [a: 1]}. */
public final class WriteJsonStep extends Step {
  private final Object json;
  private String file;
  private int pretty;
  private boolean returnText;

  @DataBoundConstructor
  public WriteJsonStep(Object json) {
    this.json = json;
  }

  public Object getJson() {
    return json;
  }

  public String getFile() {
    return file;
  }

  @DataBoundSetter
  public void setFile(String file) {
    this.file = Util.fixEmpty(file);
  }

  public int getPretty() {
    return pretty;
  }

  /** Indents where it is not 0; how far is the writer's affair. */
  @DataBoundSetter
  public void setPretty(int pretty) {
    this.pretty = pretty;
  }

  public boolean isReturnText() {
    return returnText;
  }

  @DataBoundSetter
  public void setReturnText(boolean returnText) {
    this.returnText = returnText;
  }

  @Override
  public StepExecution start(StepContext context) throws Exception {
    TextTarget.check("writeJSON", file, returnText);
    String text = DataText.writeJson(json, pretty != 0);
    return new TextTarget(context, "writeJSON", text, file, true, null);
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("writeJSON", false);
    }
  }
}
