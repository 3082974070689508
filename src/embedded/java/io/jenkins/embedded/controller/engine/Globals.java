package io.jenkins.embedded.controller.engine;

import hudson.AbortException;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import io.jenkins.embedded.controller.sandbox.ScriptFacing;
import io.jenkins.embedded.controller.scm.WorkspaceScm;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** Global variables of a build, made when first read. */
final class Globals {
  private final Program program;
  private final Libraries libraries;
  private final Map<String, Object> made = new HashMap<>();
  private final Map<String, Object> defaults = new LinkedHashMap<>();

  Globals(Program program, Libraries libraries) {
    this.program = program;
    this.libraries = libraries;
  }

  /** {@code env}, {@code params}, {@code currentBuild}, {@code steps} or a library's variable. */
  Optional<Object> find(String name) {
    if (name.equals("params")) {
      return Optional.of(parameters());
    }
    Object present = made.get(name);
    if (present == null) {
      present =
          switch (name) {
            case "env" -> new EnvGlobal(program);
            case "currentBuild" -> new CurrentBuild(program.run(), true);
            case "steps" -> new StepsGlobal();
            case "scm" -> scm();
            default -> libraries.instance(name, program);
          };
      if (present != null) {
        made.put(name, present);
      }
    }
    return Optional.ofNullable(present);
  }

  private static Object scm() {
    try {
      return WorkspaceScm.ofThisBuild();
    } catch (AbortException e) {
      throw Sneaky.thrown(e);
    }
  }

  /** A plain name that is a variable of the environment. */
  Optional<Object> environment(String name) {
    Object parameter = parameters().get(name);
    return parameter != null
        ? Optional.of(parameter)
        : Optional.ofNullable(program.contexts().environmentHere().get(name));
  }

  /** Defaults of the {@code parameters} section; the command line's values win. */
  void parameterDefault(String name, Object value) {
    defaults.put(name, value);
    if (!given().containsKey(name)) {
      program.contexts().override(name, String.valueOf(value));
    }
  }

  private Map<String, Object> given() {
    Map<String, Object> values = new LinkedHashMap<>();
    ParametersAction action = program.run().getAction(ParametersAction.class);
    if (action != null) {
      for (ParameterValue value : action.getParameters()) {
        values.put(value.getName(), value.getValue());
      }
    }
    return values;
  }

  private Map<String, Object> parameters() {
    Map<String, Object> values = new LinkedHashMap<>(defaults);
    given()
        .forEach(
            (name, value) ->
                values.put(
                    name,
                    defaults.get(name) instanceof Boolean
                        ? Boolean.valueOf(String.valueOf(value))
                        : value));
    return values;
  }

  /** {@code steps.sh 'x'}: steps alone, past variables of the same name. */
  private final class StepsGlobal implements ScriptFacing {
    @Override
    public boolean dispatches(String method) {
      return true;
    }

    @Override
    public Object dispatch(String method, Object[] arguments) {
      StepDescriptor step =
          program
              .catalog()
              .descriptor(method)
              .orElseThrow(() -> new NoSuchMethodError("No such DSL method '" + method + "'"));
      return program.caller().call(step, arguments);
    }

    @Override
    public Object read(String property) {
      throw new groovy.lang.MissingPropertyException("steps has methods only, not " + property);
    }

    @Override
    public void write(String property, Object value) {
      read(property);
    }
  }
}
