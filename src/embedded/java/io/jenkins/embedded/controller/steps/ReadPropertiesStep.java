package io.jenkins.embedded.controller.steps;

import hudson.Util;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code readProperties file: 'x.properties'}: names to values. */
public final class ReadPropertiesStep extends Step {
  private String file;
  private String text;
  private String charset;
  private Map<String, Object> defaults = Map.of();

  @DataBoundConstructor
  public ReadPropertiesStep() {}

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

  public String getCharset() {
    return charset;
  }

  /** ISO-8859-1 where none is given, as Java has it. */
  @DataBoundSetter
  public void setCharset(String charset) {
    this.charset = Util.fixEmptyAndTrim(charset);
  }

  public Map<String, Object> getDefaults() {
    return defaults;
  }

  @DataBoundSetter
  public void setDefaults(Map<String, Object> defaults) {
    this.defaults = new LinkedHashMap<>(defaults);
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(
        context,
        file,
        text,
        charset == null ? "ISO-8859-1" : charset,
        new LinkedHashMap<>(defaults));
  }

  private static final class Execution extends TextSource {
    private static final long serialVersionUID = 1L;
    private final LinkedHashMap<String, Object> values;

    Execution(
        StepContext context,
        String file,
        String text,
        String charset,
        LinkedHashMap<String, Object> defaults) {
      super(context, "readProperties", file, text, charset);
      this.values = defaults;
    }

    @Override
    protected Object parse(String content, String source) throws Exception {
      Properties properties = new Properties();
      properties.load(new StringReader(content));
      for (String name : new TreeSet<>(properties.stringPropertyNames())) {
        values.put(name, properties.getProperty(name));
      }
      return values;
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("readProperties", false);
    }
  }
}
