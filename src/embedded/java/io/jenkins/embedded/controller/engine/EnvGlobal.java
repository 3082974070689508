package io.jenkins.embedded.controller.engine;

import groovy.lang.GroovyObjectSupport;
import hudson.EnvVars;
import io.jenkins.embedded.controller.sandbox.ScriptFacing;
import java.util.LinkedHashMap;

/** The global variable {@code env}: reads what the steps see here, writes for the whole build. */
final class EnvGlobal extends GroovyObjectSupport implements ScriptFacing {
  private final Program program;

  EnvGlobal(Program program) {
    this.program = program;
  }

  private EnvVars here() {
    return program.contexts().environmentHere();
  }

  @Override
  public boolean dispatches(String method) {
    return true;
  }

  @Override
  public Object dispatch(String method, Object[] arguments) {
    if (method.equals("getEnvironment") && arguments.length == 0) {
      return read("environment");
    }
    if ((method.equals("getProperty") || method.equals("getAt")) && arguments.length == 1) {
      return read(String.valueOf(arguments[0]));
    }
    if ((method.equals("setProperty") || method.equals("putAt")) && arguments.length == 2) {
      write(String.valueOf(arguments[0]), arguments[1]);
      return null;
    }
    throw new NoSuchMethodError("env has no method '" + method + "'; read env.NAME");
  }

  @Override
  public Object read(String property) {
    return property.equals("environment")
        // As on Jenkins, without what steps around add.
        ? new LinkedHashMap<>(program.contexts().buildVariables())
        : here().get(property);
  }

  @Override
  public void write(String property, Object value) {
    program.contexts().override(property, value == null ? "" : String.valueOf(value));
  }

  @Override
  public Object getProperty(String property) {
    return read(property);
  }

  @Override
  public void setProperty(String property, Object value) {
    write(property, value);
  }
}
