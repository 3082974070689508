package io.jenkins.embedded.controller;

import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import java.util.Locale;
import org.jvnet.localizer.Localizable;

/** A text in one language where the API asks for a localizable one. */
public final class Text extends Localizable {
  private static final long serialVersionUID = 1L;
  private final String text;

  private Text(String text) {
    super(null, text);
    this.text = text;
  }

  public static Localizable of(String text) {
    return new Text(text);
  }

  public static Permission permission(
      PermissionGroup group, String name, Permission impliedBy, PermissionScope scope) {
    return new Permission(group, name, of(name), impliedBy, scope);
  }

  @Override
  public String toString(Locale locale) {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
