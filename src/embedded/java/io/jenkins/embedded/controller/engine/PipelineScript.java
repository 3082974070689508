package io.jenkins.embedded.controller.engine;

import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.MissingPropertyException;
import groovy.lang.Script;
import io.jenkins.embedded.controller.declarative.DeclarativePipeline;
import io.jenkins.embedded.controller.sandbox.ScriptFacing;
import io.jenkins.embedded.controller.steps.LackingSteps;
import io.jenkins.plugins.paas.core.text.NearestName;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * The base class of Jenkinsfiles and library steps. Names resolve in the order of Jenkins: binding,
 * global variables, library, steps, symbols; a plain name last in the environment.
 */
public abstract class PipelineScript extends Script implements ScriptFacing {
  private static final Set<String> PRINTING = Set.of("println", "print", "printf");

  private Program program;

  final void attach(Program owner, Binding binding) {
    program = owner;
    setBinding(binding);
  }

  @Override
  public final boolean dispatches(String method) {
    for (Method declared : getClass().getDeclaredMethods()) {
      if (declared.getName().equals(method)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public final Object invokeMethod(String name, Object arguments) {
    Object[] all = InvokerHelper.asArray(arguments);
    return dispatches(name) ? dispatch(name, all) : getMetaClass().invokeMethod(this, name, all);
  }

  @Override
  public final Object dispatch(String name, Object[] arguments) {
    if (!dispatches(name)) {
      return getMetaClass().invokeMethod(this, name, arguments);
    }
    if (getBinding().hasVariable(name)) {
      return call(getBinding().getVariable(name), arguments);
    }
    Optional<Object> global = program.globals().find(name);
    if (global.isPresent()) {
      return call(global.get(), arguments);
    }
    if (name.equals("pipeline") && arguments.length == 1 && arguments[0] instanceof Closure<?> c) {
      return DeclarativePipeline.run(new ProgramSteps(program, this), c);
    }
    if (PRINTING.contains(name)) {
      return print(name, arguments);
    }
    if (name.equals("getBinding") && arguments.length == 0) {
      return getBinding();
    }
    Optional<StepDescriptor> step = program.catalog().descriptor(name);
    if (step.isPresent()) {
      return program.caller().call(step.get(), arguments);
    }
    if (program.catalog().isSymbol(name)) {
      return StepCaller.describable(name, arguments);
    }
    LackingSteps.refuse(name);
    List<String> known = new ArrayList<>(program.catalog().steps());
    known.addAll(program.catalog().others());
    throw new NoSuchMethodError(
        "No such DSL method '" + name + "'." + NearestName.hint(name, known));
  }

  private static Object call(Object callee, Object[] arguments) {
    return callee instanceof Closure<?> closure
        ? closure.call(arguments)
        : callee instanceof ScriptFacing facing && !(callee instanceof PipelineScript)
            ? facing.dispatch("call", arguments)
            : InvokerHelper.invokeMethod(callee, "call", arguments);
  }

  private Object print(String how, Object[] arguments) {
    String text =
        how.equals("printf")
            ? String.format(String.valueOf(arguments[0]), tail(arguments))
            : arguments.length == 0 ? "" : InvokerHelper.toString(arguments[0]);
    program.print(text);
    return null;
  }

  private static Object[] tail(Object[] arguments) {
    return arguments.length == 2 && arguments[1] instanceof Object[] many
        ? many
        : arguments.length == 2 && arguments[1] instanceof List<?> list
            ? list.toArray()
            : java.util.Arrays.copyOfRange(arguments, 1, arguments.length);
  }

  @Override
  public final Object getProperty(String name) {
    return read(name);
  }

  @Override
  public final Object read(String name) {
    if (name.equals("binding")) {
      return getBinding();
    }
    if (getBinding().hasVariable(name)) {
      return getBinding().getVariable(name);
    }
    Field field = field(name);
    if (field != null) {
      try {
        return field.get(this);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    return program
        .globals()
        .find(name)
        .or(() -> program.globals().environment(name))
        .orElseThrow(() -> new MissingPropertyException(name, getClass()));
  }

  private Field field(String name) {
    for (Field declared : getClass().getDeclaredFields()) {
      if (declared.getName().equals(name) && !declared.isSynthetic()) {
        declared.setAccessible(true);
        return declared;
      }
    }
    return null;
  }

  @Override
  public final void setProperty(String name, Object value) {
    write(name, value);
  }

  @Override
  public final void write(String name, Object value) {
    Field field = field(name);
    if (field == null) {
      getBinding().setVariable(name, value);
      return;
    }
    try {
      field.set(this, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
