package org.jenkinsci.plugins.workflow.support.steps.input;

import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.embedded.controller.input.InputConsole;
import io.jenkins.embedded.controller.input.InputEnd;
import io.jenkins.embedded.controller.input.InputParameter;
import io.jenkins.embedded.controller.input.InputQuestion;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.HttpResponse;

/** An {@code input} that waits: for the console, or for whoever finds it by {@link InputAction}. */
public class InputStepExecution extends StepExecution {
  private static final long serialVersionUID = 1L;

  private final InputStep input;
  private final ArrayList<InputParameter> parameters;
  private final AtomicBoolean settled = new AtomicBoolean();

  InputStepExecution(InputStep input, List<InputParameter> parameters, StepContext context) {
    super(context);
    this.input = input;
    this.parameters = new ArrayList<>(parameters);
  }

  @Override
  public boolean start() throws Exception {
    InputAction action = action();
    action.waits(this);
    PrintStream log = getContext().get(TaskListener.class).getLogger();
    if (parameters.isEmpty()) {
      log.println(input.getMessage());
      log.println(input.getOk() + " or " + input.getCancel());
    } else {
      log.println("Input requested");
    }
    if (input.getSubmitter() != null) {
      log.println(
          "input: submitter '"
              + input.getSubmitter()
              + "' is ignored: the embedded controller has no users, you answer");
    }
    InputConsole console = InputConsole.installed();
    if (console != null) {
      console.ask(new Question());
    }
    return false;
  }

  private InputAction action() throws IOException, InterruptedException {
    Run<?, ?> run = getContext().get(Run.class);
    InputAction action = run.getAction(InputAction.class);
    if (action == null) {
      action = new InputAction();
      run.addAction(action);
    }
    return action;
  }

  public String getId() {
    return input.getId();
  }

  public InputStep getInput() {
    return input;
  }

  public boolean isSettled() {
    return settled.get();
  }

  @Override
  public String getStatus() {
    return "waits for an answer to '" + input.getMessage() + "'";
  }

  @Override
  public void stop(Throwable cause) throws Exception {
    if (settled.compareAndSet(false, true)) {
      action().settled(this);
      super.stop(cause);
    }
  }

  /** Goes on; of one value the step returns that alone, of none null. */
  public HttpResponse proceed(Map<String, Object> params) throws IOException, InterruptedException {
    settle();
    Object value =
        params != null && params.size() == 1 ? params.values().iterator().next() : params;
    getContext().onSuccess(value);
    return done();
  }

  public HttpResponse doProceedEmpty() throws IOException, InterruptedException {
    return proceed(withSubmitter(Map.of(), Jenkins.getAuthentication2().getName()));
  }

  public HttpResponse doAbort() throws IOException, InterruptedException {
    abort("Rejected");
    return done();
  }

  private static HttpResponse done() {
    return new HttpResponse() {};
  }

  /** Null where there is no value at all. */
  private Map<String, Object> withSubmitter(Map<String, Object> values, String user) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    if (input.getSubmitterParameter() != null) {
      all.put(input.getSubmitterParameter(), user);
    }
    return all.isEmpty() ? null : all;
  }

  private void abort(String reason) throws IOException, InterruptedException {
    settle();
    getContext()
        .onFailure(new FlowInterruptedException(Result.ABORTED, true, new InputEnd(reason)));
  }

  private void settle() throws IOException, InterruptedException {
    if (!settled.compareAndSet(false, true)) {
      throw new IllegalStateException("This input has been already given");
    }
    action().settled(this);
  }

  /** The console's view. */
  private final class Question implements InputQuestion {
    @Override
    public String id() {
      return getId();
    }

    @Override
    public String message() {
      return input.getMessage();
    }

    @Override
    public String ok() {
      return input.getOk();
    }

    @Override
    public String cancel() {
      return input.getCancel();
    }

    @Override
    public List<InputParameter> parameters() {
      return parameters;
    }

    @Override
    public boolean isSettled() {
      return InputStepExecution.this.isSettled();
    }

    @Override
    public void proceed(Map<String, Object> values, String user) {
      settling(
          () -> {
            getContext().get(TaskListener.class).getLogger().println("Approved by " + user);
            InputStepExecution.this.proceed(withSubmitter(values, user));
          });
    }

    @Override
    public void abort(String reason) {
      settling(() -> InputStepExecution.this.abort(reason));
    }

    private void settling(Settling what) {
      if (isSettled()) {
        return; // stopped by the build while somebody typed
      }
      try {
        what.run();
      } catch (IOException | InterruptedException e) {
        getContext().onFailure(e);
      }
    }
  }

  /** Ends the wait. */
  private interface Settling {
    void run() throws IOException, InterruptedException;
  }
}
