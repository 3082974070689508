package org.kohsuke.stapler;

/** A class that is to be bound has no constructor for it. */
public class NoStaplerConstructorException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public NoStaplerConstructorException(String s) {
    super(s);
  }
}
