package hudson.model;

import hudson.EnvVars;
import java.io.Serializable;
import java.util.Objects;

/** A value that a build was started with. */
public abstract class ParameterValue implements Serializable {
  private static final long serialVersionUID = 1L;

  protected final String name;

  protected ParameterValue(String name) {
    this.name = Objects.requireNonNull(name, "a parameter needs a name");
  }

  public final String getName() {
    return name;
  }

  public Object getValue() {
    return null;
  }

  /** Kept out of logs and environments that are shown. */
  public boolean isSensitive() {
    return false;
  }

  public void buildEnvironment(Run<?, ?> build, EnvVars env) {
    env.put(name, String.valueOf(getValue()));
  }
}
