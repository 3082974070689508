package io.jenkins.embedded.cli;

import hudson.model.Action;
import hudson.model.Descriptor;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.StringParameterValue;
import io.jenkins.embedded.controller.BuildLog;
import io.jenkins.embedded.controller.EmbeddedJenkins;
import io.jenkins.embedded.controller.GroovyEngine;
import io.jenkins.embedded.controller.PipelineEngine;
import io.jenkins.embedded.controller.input.InputConsole;
import io.jenkins.embedded.controller.script.ScriptProblem;
import io.jenkins.plugins.paas.core.text.NearestName;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** One build from the command line, in a controller of its own that ends with it. */
final class CommandLineBuild {
  private final BuildRequest request;
  private final GroovyEngine engine;

  CommandLineBuild(BuildRequest request, GroovyEngine engine) {
    this.request = request;
    this.engine = engine;
  }

  /**
   * @return the exit code
   * @throws ScriptProblem before anything is started
   */
  int run(PrintStream out, PrintStream err) throws ScriptProblem, IOException, Mistake {
    Path state = request.workspace().resolve(".paas");
    try (EmbeddedJenkins jenkins = EmbeddedJenkins.start(state.toFile());
        InputConsole console = InputConsole.install(System.in, out)) {
      jenkins.useWorkspace(request.workspace().toFile());
      engine.check(request.script());
      checkParameters();
      if (request.settings() != null) {
        Settings.apply(request.settings());
      }
      engine.define(SourceVariables.in(System.getenv()));
      PipelineEngine.install(engine);
      BuildLog.copyTo(out);
      out.println("paas: runs with your rights on this machine, in " + request.workspace());
      return build(jenkins, err);
    } finally {
      PipelineEngine.install(null);
      BuildLog.copyTo(null);
    }
  }

  /** A Jenkinsfile with a parameters section has no others; a scripted one may read any. */
  private void checkParameters() throws Mistake {
    Set<String> declared = engine.parameters();
    for (String name : request.parameters().keySet()) {
      if (!declared.isEmpty() && !declared.contains(name)) {
        throw new Mistake(
            "the Jenkinsfile has no parameter '"
                + name
                + "'."
                + NearestName.hint(name, declared)
                + " Its parameters: "
                + String.join(", ", declared));
      }
    }
  }

  private int build(EmbeddedJenkins jenkins, PrintStream err) throws IOException {
    WorkflowJob job = new WorkflowJob(jenkins, jobName());
    try {
      jenkins.putItem(job);
      job.setDefinition(new CpsFlowDefinition(request.script(), true));
    } catch (InterruptedException | Descriptor.FormException e) {
      throw new IOException(e);
    }
    List<Action> actions = new ArrayList<>();
    if (!request.parameters().isEmpty()) {
      List<ParameterValue> values = new ArrayList<>();
      request
          .parameters()
          .forEach((name, value) -> values.add(new StringParameterValue(name, value)));
      actions.add(new ParametersAction(values));
    }
    var build = job.scheduleBuild2(0, actions.toArray(new Action[0]));
    try (Interrupts interrupts = Interrupts.handle(build.waitForStart(), err)) {
      WorkflowRun run = build.get();
      if (request.json() != null) {
        Files.writeString(request.json(), Outcome.json(run));
      }
      return interrupts.exitCode().orElseGet(() -> ExitCode.of(result(job)));
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException("the build ended badly: " + e.getMessage(), e);
    }
  }

  private static Result result(WorkflowJob job) {
    return job.getLastBuild().getResult();
  }

  /** The workspace's name; what no item may be called becomes a dash. */
  private String jobName() {
    Path name = request.workspace().getFileName();
    String plain = name == null ? "" : name.toString().replaceAll("[^A-Za-z0-9._-]", "-");
    return plain.isEmpty() ? "workspace" : plain;
  }
}
