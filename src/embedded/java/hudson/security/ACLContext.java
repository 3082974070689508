package hudson.security;

import io.jenkins.embedded.controller.KnownAuthentication;
import org.springframework.security.core.Authentication;

/** Who this thread acts for; closing it gives back who it was. */
public class ACLContext implements AutoCloseable {
  private final Authentication previous;

  ACLContext(Authentication next) {
    this.previous = KnownAuthentication.current();
    KnownAuthentication.become(next);
  }

  @Override
  public void close() {
    KnownAuthentication.become(previous);
  }
}
