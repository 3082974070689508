package io.jenkins.embedded.controller.steps;

import hudson.Util;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import java.util.List;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code writeYaml file: 'x.yaml', data: [a: 1]}; {@code datas} are several documents. */
public final class WriteYamlStep extends Step {
  private String file;
  private Object data;
  private List<Object> datas;
  private String charset;
  private boolean overwrite;
  private boolean returnText;

  @DataBoundConstructor
  public WriteYamlStep() {}

  public String getFile() {
    return file;
  }

  @DataBoundSetter
  public void setFile(String file) {
    this.file = Util.fixEmpty(file);
  }

  public Object getData() {
    return data;
  }

  @DataBoundSetter
  public void setData(Object data) {
    this.data = data;
  }

  public List<Object> getDatas() {
    return datas;
  }

  @DataBoundSetter
  public void setDatas(List<Object> datas) {
    this.datas = List.copyOf(datas);
  }

  public String getCharset() {
    return charset;
  }

  @DataBoundSetter
  public void setCharset(String charset) {
    this.charset = Util.fixEmptyAndTrim(charset);
  }

  public boolean isOverwrite() {
    return overwrite;
  }

  @DataBoundSetter
  public void setOverwrite(boolean overwrite) {
    this.overwrite = overwrite;
  }

  public boolean isReturnText() {
    return returnText;
  }

  @DataBoundSetter
  public void setReturnText(boolean returnText) {
    this.returnText = returnText;
  }

  @Override
  public StepExecution start(StepContext context) {
    TextTarget.check("writeYaml", file, returnText);
    if ((data == null) == (datas == null)) {
      throw new IllegalArgumentException("writeYaml: give data or datas, one of them");
    }
    String text =
        datas == null
            ? YamlText.write(data)
            : datas.stream().map(YamlText::write).collect(Collectors.joining("---\n"));
    return new TextTarget(context, "writeYaml", text, file, overwrite, charset);
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("writeYaml", false);
    }
  }
}
