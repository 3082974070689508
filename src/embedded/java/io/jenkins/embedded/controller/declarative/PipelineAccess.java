package io.jenkins.embedded.controller.declarative;

import groovy.lang.Closure;
import hudson.model.Result;
import hudson.model.Run;
import java.util.Map;
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

  /** Whether there is a step of that name that may be an option: a block that needs no node. */
  boolean wraps(String name);

  /** Variables of the build, without those that enclosing steps add. */
  Map<String, String> variables();

  /** The result of the build before this one that came to its end; null where there is none. */
  Result previousResult();

  /** Sets the build's result, be it better or worse than the present one; null for none yet. */
  void reset(Result result);

  /** The worst result that a step of the stage was caught with; SUCCESS where none was. */
  Result warning();

  /** The result that a failure gives. */
  Result result(Throwable failure);

  /** A failure in one line with its position. */
  String describe(Throwable failure);
}
