package hudson;

import java.io.IOException;

/** A failure that is the user's to mend: reported by its message alone, without a stack trace. */
public class AbortException extends IOException {
  private static final long serialVersionUID = 1L;

  public AbortException() {}

  public AbortException(String message) {
    super(message);
  }
}
