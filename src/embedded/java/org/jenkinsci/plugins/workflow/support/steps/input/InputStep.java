package org.jenkinsci.plugins.workflow.support.steps.input;

import com.google.common.hash.Hashing;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.embedded.controller.input.InputParameter;
import io.jenkins.embedded.controller.steps.ArgumentNames;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code input 'Deploy?'}: waits for somebody's answer. */
public class InputStep extends Step implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String message;
  private String id;
  private String submitter;
  private String submitterParameter;
  private String ok;
  private String cancel;
  private transient List<Object> parameters = List.of();

  @DataBoundConstructor
  public InputStep(String message) {
    this.message =
        message == null ? "Pipeline has paused and needs your input before proceeding" : message;
  }

  public String getMessage() {
    return message;
  }

  /** Its first letter is a capital one; without one given, made from the message. */
  public String getId() {
    return id == null ? capital(digest(message)) : id;
  }

  @DataBoundSetter
  public void setId(String id) {
    if (id == null || id.isEmpty()) {
      this.id = null;
      return;
    }
    if (!id.matches("[A-Za-z0-9_.~ -]+") || id.equals(".") || id.equals("..")) {
      throw new IllegalArgumentException("input: the id must be fit for a URL, not '" + id + "'");
    }
    this.id = capital(id);
  }

  // Jenkins takes MD5 of the message; whoever has to know an id gives one.
  private static String digest(String text) {
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString().substring(0, 32);
  }

  private static String capital(String text) {
    char first = text.charAt(0);
    return first >= 'a' && first <= 'z' ? (char) (first - 'a' + 'A') + text.substring(1) : text;
  }

  public String getSubmitter() {
    return submitter;
  }

  @DataBoundSetter
  public void setSubmitter(String submitter) {
    this.submitter = Util.fixEmptyAndTrim(submitter);
  }

  public String getSubmitterParameter() {
    return submitterParameter;
  }

  @DataBoundSetter
  public void setSubmitterParameter(String submitterParameter) {
    this.submitterParameter = Util.fixEmptyAndTrim(submitterParameter);
  }

  public String getOk() {
    return ok == null ? "Proceed" : ok;
  }

  @DataBoundSetter
  public void setOk(String ok) {
    this.ok = Util.fixEmptyAndTrim(ok);
  }

  public String getCancel() {
    return cancel == null ? "Abort" : cancel;
  }

  @DataBoundSetter
  public void setCancel(String cancel) {
    this.cancel = Util.fixEmptyAndTrim(cancel);
  }

  public List<Object> getParameters() {
    return parameters;
  }

  @DataBoundSetter
  public void setParameters(List<Object> parameters) {
    this.parameters = List.copyOf(parameters);
  }

  @Override
  public StepExecution start(StepContext context) throws Exception {
    return new InputStepExecution(this, InputParameter.read(parameters), context);
  }

  /** Describes the step. */
  public static class DescriptorImpl extends StepDescriptor {
    @Override
    public String getFunctionName() {
      return "input";
    }

    @Override
    public String getDisplayName() {
      return "Wait for interactive input";
    }

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
      return Set.of(Run.class, TaskListener.class);
    }

    @Override
    public Step newInstance(Map<String, Object> arguments) throws Exception {
      ArgumentNames.check(this, arguments);
      return super.newInstance(arguments);
    }
  }
}
