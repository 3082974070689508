package io.jenkins.embedded.controller.engine;

import groovy.lang.Closure;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.embedded.controller.StageWarnings;
import io.jenkins.embedded.controller.declarative.PipelineAccess;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** Lets the Declarative part call steps of a program. */
final class ProgramSteps implements PipelineAccess {
  private final Program program;
  private final PipelineScript script;

  ProgramSteps(Program program, PipelineScript script) {
    this.program = program;
    this.script = script;
  }

  @Override
  public Object step(String name, Object... arguments) {
    StepDescriptor step =
        program
            .catalog()
            .descriptor(name)
            .orElseThrow(
                () ->
                    new NoSuchMethodError("The embedded controller lacks the step '" + name + "'"));
    return program.caller().call(step, arguments);
  }

  @Override
  public Closure<Object> body(Callable<?> work) {
    return Branch.body(work);
  }

  @Override
  public Object run(Closure<?> closure, Object delegate) {
    Closure<?> copy = (Closure<?>) closure.clone();
    copy.setDelegate(delegate == null ? script : delegate);
    copy.setResolveStrategy(Closure.DELEGATE_ONLY);
    return copy.call();
  }

  @Override
  public Object read(String name) {
    return script.read(name);
  }

  @Override
  public Object dispatch(String name, Object... arguments) {
    return script.dispatch(name, arguments);
  }

  @Override
  public Run<?, ?> build() {
    return program.run();
  }

  @Override
  public void print(String text) {
    program.print(text);
  }

  @Override
  public void parameterDefault(String name, Object value) {
    program.globals().parameterDefault(name, value);
  }

  @Override
  public boolean wraps(String name) {
    return program.catalog().wrappers().contains(name);
  }

  @Override
  public Map<String, String> variables() {
    return program.contexts().buildVariables();
  }

  @Override
  public Result previousResult() {
    return PreviousBuild.result(program.run());
  }

  @Override
  public void reset(Result result) {
    program.reset(result);
  }

  @Override
  public Result warning() {
    StageWarnings warnings = Branch.current().scope().find(StageWarnings.class);
    return warnings == null ? Result.SUCCESS : warnings.worst();
  }

  @Override
  public Result result(Throwable failure) {
    return failure instanceof FlowInterruptedException interrupted
        ? interrupted.getResult()
        : Result.FAILURE;
  }

  @Override
  public String describe(Throwable failure) {
    return (Program.isMistake(failure) || failure instanceof FlowInterruptedException
            ? String.valueOf(failure.getMessage())
            : String.valueOf(failure))
        + program.positions().suffix(failure);
  }
}
