package io.jenkins.embedded.controller.steps;

import hudson.Util;
import io.jenkins.embedded.controller.DataText;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code readYaml file: 'x.yaml'}: one document as it is, several as a list. */
public final class ReadYamlStep extends Step {
  private String file;
  private String text;

  @DataBoundConstructor
  public ReadYamlStep() {}

  public String getFile() {
    return file;
  }

  @DataBoundSetter
  public void setFile(String file) {
    this.file = Util.fixEmpty(file);
  }

  public String getText() {
    return text;
  }

  @DataBoundSetter
  public void setText(String text) {
    this.text = Util.fixEmpty(text);
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context, file, text);
  }

  private static final class Execution extends TextSource {
    private static final long serialVersionUID = 1L;

    Execution(StepContext context, String file, String text) {
      super(context, "readYaml", file, text, null);
    }

    @Override
    protected Object parse(String content, String source) throws Exception {
      return DataText.readYaml(content, source);
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("readYaml", false);
    }
  }
}
