package io.jenkins.plugins.paas.platform;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.paas.platform.survey.ClusterSurvey;
import io.jenkins.plugins.paas.step.AgentCommand;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Who checks, and what was learnt by the way for the report on lock-in. Thread-safe. */
public final class CheckContext {

  private final Run<?, ?> run;
  private final StepLog log;
  private final Agent agent;
  private final AtomicReference<ClusterSurvey> survey = new AtomicReference<>();
  private final Map<String, String> products = new ConcurrentHashMap<>();

  /** Where commands can be tried. */
  public interface Agent {
    /** A short command's exit status and output; 127 where there is no such program. */
    AgentCommand.Answer ask(List<String> command) throws IOException, InterruptedException;

    /** A variable's value, or {@code null}. */
    String variable(String name) throws IOException, InterruptedException;
  }

  private CheckContext(Run<?, ?> run, StepLog log, Agent agent) {
    this.run = run;
    this.log = log;
    this.agent = agent;
  }

  /** The controller itself checks, with its own credentials, and without any agent. */
  public static CheckContext controller() {
    return new CheckContext(null, null, null);
  }

  /** The controller's credentials, and this agent. */
  public static CheckContext on(Agent agent) {
    return new CheckContext(null, null, agent);
  }

  /** A build checks, with its credentials, and on the agent that it has at the moment. */
  static CheckContext build(StepContext context, StepLog log)
      throws IOException, InterruptedException {
    boolean hasAgent = context.get(FilePath.class) != null;
    return new CheckContext(context.get(Run.class), log, hasAgent ? new StepAgent(context) : null);
  }

  private record StepAgent(StepContext context) implements Agent {
    @Override
    public AgentCommand.Answer ask(List<String> command) throws IOException, InterruptedException {
      context.get(FilePath.class).mkdirs(); // a workspace is made when it is first used
      return AgentCommand.ask(context, command, Map.of());
    }

    @Override
    public String variable(String name) throws IOException, InterruptedException {
      return context.get(EnvVars.class).get(name);
    }
  }

  /** {@code null} for the controller. */
  public Run<?, ?> run() {
    return run;
  }

  /** Learns what to hide; {@code null} for the controller. */
  public StepLog log() {
    return log;
  }

  /** Empty where no agent is at hand. */
  public Optional<Agent> agent() {
    return Optional.ofNullable(agent);
  }

  /** Keeps what a target turned out to be, such as {@code Harbor} for {@code registry}. */
  public void product(String setting, String product) {
    products.put(setting, product);
  }

  String product(String setting) {
    return products.getOrDefault(setting, "");
  }

  void survey(ClusterSurvey value) {
    survey.set(value);
  }

  /** {@code null} where the cluster could not be looked at. */
  ClusterSurvey survey() {
    return survey.get();
  }
}
