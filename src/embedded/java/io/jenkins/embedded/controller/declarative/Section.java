package io.jenkins.embedded.controller.declarative;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingPropertyException;
import io.jenkins.embedded.controller.sandbox.ScriptFacing;

/** A delegate of a structural closure: its calls are sections, other names are the script's. */
abstract class Section extends GroovyObjectSupport implements ScriptFacing {
  protected final PipelineAccess access;

  Section(PipelineAccess access) {
    this.access = access;
  }

  /** One line of the section; unknown names were refused when the script was compiled. */
  protected abstract Object line(String name, Object[] arguments);

  @Override
  public final boolean dispatches(String method) {
    return true;
  }

  @Override
  public final Object dispatch(String method, Object[] arguments) {
    return line(method, arguments);
  }

  @Override
  public Object read(String property) {
    return access.read(property);
  }

  @Override
  public void write(String property, Object value) {
    throw new MissingPropertyException(
        "A variable cannot be set here: '" + property + "'; use environment { } or script { }");
  }

  @Override
  public final Object invokeMethod(String name, Object arguments) {
    return line(name, org.codehaus.groovy.runtime.InvokerHelper.asArray(arguments));
  }

  @Override
  public final Object getProperty(String property) {
    return read(property);
  }

  @Override
  public final void setProperty(String property, Object value) {
    write(property, value);
  }

  /** The closure at the end of the arguments. */
  static Closure<?> closure(Object[] arguments) {
    return (Closure<?>) arguments[arguments.length - 1];
  }
}
