package io.jenkins.embedded.controller;

import java.util.Collection;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** A name that needs no proof. */
public final class KnownAuthentication implements Authentication {
  private static final long serialVersionUID = 1L;
  private static final ThreadLocal<Authentication> CURRENT = new ThreadLocal<>();

  private final String name;

  public KnownAuthentication(String name) {
    this.name = name;
  }

  /** Null where this thread acts for nobody in particular. */
  public static Authentication current() {
    return CURRENT.get();
  }

  /**
   * @param next null for nobody in particular
   */
  public static void become(Authentication next) {
    if (next == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(next);
    }
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Object getPrincipal() {
    return name;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public Object getDetails() {
    return null;
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return List.of();
  }

  @Override
  public boolean isAuthenticated() {
    return true;
  }

  @Override
  public void setAuthenticated(boolean authenticated) {
    throw new IllegalArgumentException("it is always authenticated");
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof KnownAuthentication && ((KnownAuthentication) o).name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
