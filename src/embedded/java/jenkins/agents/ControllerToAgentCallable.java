package jenkins.agents;

import hudson.remoting.Callable;
import org.jenkinsci.remoting.RoleChecker;

/** Code that the controller sends to an agent. */
public interface ControllerToAgentCallable<V, T extends Throwable> extends Callable<V, T> {
  @Override
  default void checkRoles(RoleChecker checker) throws SecurityException {}
}
