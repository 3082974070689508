package io.jenkins.embedded.controller.declarative;

import groovy.lang.Closure;
import hudson.model.Result;
import hudson.model.Run;
import java.util.concurrent.Callable;

/** What a Declarative Pipeline needs of the program that it runs in. */
public interface PipelineAccess {

  /** Calls a step as a script would. */
  Object step(String name, Object... arguments);

  /** A step's body that is Java. */
  Closure<Object> body(Callable<?> work);

  /**
   * Evaluates a closure of the script.
   *
   * @param delegate what plain names in it mean; null for the script
   */
  Object run(Closure<?> closure, Object delegate);

  /** A plain name as the script reads it. */
  Object read(String name);

  /** A call without receiver as the script makes it. */
  Object dispatch(String name, Object... arguments);

  Run<?, ?> build();

  void print(String text);

  /** A default of the {@code parameters} section. */
  void parameterDefault(String name, Object value);

  /** The result that a failure gives. */
  Result result(Throwable failure);

  /** A failure in one line with its position. */
  String describe(Throwable failure);
}
