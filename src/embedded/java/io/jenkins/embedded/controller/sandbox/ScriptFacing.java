package io.jenkins.embedded.controller.sandbox;

/**
 * An object of the controller that scripts talk to and that decides by itself what each name means:
 * the script, the sections of a Declarative Pipeline, {@code env}, {@code steps}.
 */
public interface ScriptFacing {

  /** Whether a call of that method goes to {@link #dispatch} whatever Java methods there are. */
  boolean dispatches(String method);

  Object dispatch(String method, Object[] arguments);

  Object read(String property);

  void write(String property, Object value);
}
