package jenkins.model;

import hudson.model.TaskListener;
import java.io.Serializable;

/** Why something was interrupted. */
public abstract class CauseOfInterruption implements Serializable {
  private static final long serialVersionUID = 1L;

  public abstract String getShortDescription();

  public void print(TaskListener listener) {
    listener.getLogger().println(getShortDescription());
  }

  /** A user did it. */
  public static final class UserInterruption extends CauseOfInterruption {
    private static final long serialVersionUID = 1L;
    private final String user;

    public UserInterruption(String userId) {
      this.user = userId;
    }

    public String getUserId() {
      return user;
    }

    @Override
    public String getShortDescription() {
      return "Aborted by " + user;
    }
  }
}
