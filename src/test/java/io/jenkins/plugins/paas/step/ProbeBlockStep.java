package io.jenkins.plugins.paas.step;

import hudson.AbortException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** A block that writes down what happens to it, and misbehaves as its argument says. */
public final class ProbeBlockStep extends Step {

  static final List<String> EVENTS = new CopyOnWriteArrayList<>();

  private final String mode;

  @DataBoundConstructor
  public ProbeBlockStep(String mode) {
    this.mode = mode;
  }

  public String getMode() {
    return mode;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context, mode);
  }

  private static final class Execution extends BlockExecution {
    private static final long serialVersionUID = 1L;
    private final String mode;

    Execution(StepContext context, String mode) {
      super(context, "probe", Duration.ofMinutes(1));
      this.mode = mode;
    }

    @Override
    protected void call() {
      EVENTS.add("made");
    }

    @Override
    protected Optional<Map<String, String>> ready() throws Exception {
      EVENTS.add("asked");
      if (mode.equals("never ready")) {
        return Optional.empty();
      }
      if (mode.equals("broken")) {
        throw new AbortException("it came up broken");
      }
      return Optional.of(Map.of("PROBE", "42"));
    }

    @Override
    protected boolean release() throws Exception {
      EVENTS.add("removing");
      if (mode.equals("stuck")) {
        throw new AbortException("it could not be removed");
      }
      return !mode.equals("slow removal") || Collections.frequency(EVENTS, "removing") > 3;
    }

    @Override
    protected String awaiting() {
      return "the probe";
    }
  }

  /** Registered by the test itself. */
  public static final class DescriptorImpl extends PaasStepDescriptor {
    @Override
    public String getFunctionName() {
      return "probeBlock";
    }

    @Override
    public boolean takesImplicitBlockArgument() {
      return true;
    }
  }
}
