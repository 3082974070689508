package hudson.security;

import java.util.List;
import jenkins.model.Jenkins;

/** Everybody who is somebody may do everything. */
public class FullControlOnceLoggedInAuthorizationStrategy extends AuthorizationStrategy {

  private boolean anonymousRead = true;

  /** Whether nobody in particular may look. */
  public void setAllowAnonymousRead(boolean allowAnonymousRead) {
    anonymousRead = allowAnonymousRead;
  }

  @Override
  public ACL getRootACL() {
    return ACL.lambda2(
        (authentication, permission) ->
            authentication != Jenkins.ANONYMOUS2 || anonymousRead && isRead(permission));
  }

  // what reading implies as well
  private static boolean isRead(Permission permission) {
    for (Permission p = permission; p != null; p = p.impliedBy) {
      if (p == Jenkins.READ) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<String> getGroups() {
    return List.of();
  }
}
