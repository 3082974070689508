package jenkins.agents;

import hudson.FilePath.FileCallable;
import org.jenkinsci.remoting.RoleChecker;

/** Code on a file that the controller sends to an agent. */
public interface ControllerToAgentFileCallable<T> extends FileCallable<T> {
  @Override
  default void checkRoles(RoleChecker checker) throws SecurityException {}
}
