package hudson.security;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import java.util.Collection;

/** Who may do what on this controller. */
public abstract class AuthorizationStrategy
    implements Describable<AuthorizationStrategy>, ExtensionPoint {

  /** The rights on the controller itself. */
  public abstract ACL getRootACL();

  /** Groups that it names; the embedded controller asks for none. */
  public abstract Collection<String> getGroups();
}
