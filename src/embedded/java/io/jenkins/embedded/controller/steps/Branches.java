package io.jenkins.embedded.controller.steps;

import java.util.List;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;

/** A context with several bodies, as {@code parallel} has; no plugin can have such a step. */
public interface Branches {

  /** Starts the body of that branch; lines of its log are led by the name. */
  BodyInvoker branch(String name);

  /** Names of the branches that have a body, in the order of the script. */
  List<String> branchNames();
}
