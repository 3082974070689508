package io.jenkins.embedded.controller;

import static org.junit.Assert.assertTrue;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import hudson.FilePath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import jenkins.util.Timer;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Breaks one rule of the embedded controller after the other. */
public final class ProbeStep extends Step {
  static final ConcurrentLinkedQueue<String> EVENTS = new ConcurrentLinkedQueue<>();

  private final String value;

  @DataBoundConstructor
  public ProbeStep(String value) {
    this.value = value;
  }

  public String getValue() {
    return value;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context, value);
  }

  private static final class Execution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private final String value;
    private Object field;

    Execution(StepContext context, String value) {
      super(context);
      this.value = value;
    }

    @Override
    public boolean start() throws Exception {
      switch (value) {
        case "field" -> field = new Object();
        case "io" -> getContext().get(FilePath.class).exists();
        case "http" ->
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/")).build(),
                    HttpResponse.BodyHandlers.discarding());
        case "save" -> {
          save();
          EVENTS.add("started");
        }
        case "result" -> end(new Object());
        default -> end(Value.SHARED);
      }
      return false;
    }

    private void end(Object result) {
      Timer.get().submit(() -> getContext().onSuccess(result));
    }

    private void save() {
      Futures.addCallback(
          getContext().saveState(),
          new FutureCallback<>() {
            @Override
            public void onSuccess(Void nothing) {
              EVENTS.add("saved");
              getContext().onSuccess(null);
            }

            @Override
            public void onFailure(Throwable t) {
              getContext().onFailure(t);
            }
          },
          MoreExecutors.directExecutor());
    }

    @Override
    public void stop(Throwable cause) throws Exception {
      assertTrue(field != null);
      super.stop(cause);
    }
  }

  static final class DescriptorImpl extends StepDescriptor {
    DescriptorImpl() {}

    @Override
    public String getFunctionName() {
      return "probe";
    }

    @Override
    public String getDisplayName() {
      return "probe";
    }

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
      return Set.of();
    }
  }

  /** A value of ours with one open and one closed member. */
  public static final class Value implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
    private static final Value SHARED = new Value();

    @Whitelisted
    public String getName() {
      return "value";
    }

    @Whitelisted
    public boolean isShared() {
      return this == SHARED;
    }

    public String getHidden() {
      return "hidden";
    }
  }
}
