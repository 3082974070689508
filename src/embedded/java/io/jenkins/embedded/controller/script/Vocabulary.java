package io.jenkins.embedded.controller.script;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that a Jenkinsfile may use; read from the descriptors of the steps that are there. */
public interface Vocabulary {

  /** Function names of all steps. */
  Set<String> steps();

  /** Steps with a body that Declarative takes as options: those that need no node. */
  Set<String> wrappers();

  /** The step of that function name. */
  Optional<Signature> step(String name);

  /**
   * Names that may be called or read beside the steps: global variables, symbols, library steps.
   */
  Set<String> others();

  /**
   * What can be told about a step's call from its text.
   *
   * @param arguments argument name to whether it is required, in the descriptor's order
   * @param takesBody whether the step is called with a closure
   * @param anyNames whether argument names are free, as with {@code parallel}
   */
  record Signature(Map<String, Boolean> arguments, boolean takesBody, boolean anyNames) {}
}
