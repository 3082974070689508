package hudson.security;

import io.jenkins.embedded.controller.KnownAuthentication;
import java.util.function.BiFunction;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/** Who may do what on one object. */
public abstract class ACL {
  /** The controller itself; may do everything. */
  public static final Authentication SYSTEM2 = new KnownAuthentication("SYSTEM");

  public final void checkPermission(Permission p) {
    Authentication a = Jenkins.getAuthentication2();
    if (!hasPermission2(a, p)) {
      throw new AccessDeniedException3(a, p);
    }
  }

  public final boolean hasPermission(Permission p) {
    return hasPermission2(Jenkins.getAuthentication2(), p);
  }

  public boolean hasPermission2(Authentication a, Permission permission) {
    throw new AbstractMethodError(getClass().getName() + " implements no hasPermission2");
  }

  /** An ACL made of one function. */
  public static ACL lambda2(BiFunction<Authentication, Permission, Boolean> impl) {
    return new ACL() {
      @Override
      public boolean hasPermission2(Authentication a, Permission permission) {
        return impl.apply(a, permission);
      }
    };
  }

  /** Becomes someone else on this thread, until closed. */
  public static ACLContext as2(Authentication auth) {
    return new ACLContext(auth);
  }
}
