package hudson.model;

import hudson.ExtensionPoint;
import java.io.Serializable;

/** A parameter that a job asks for. */
public abstract class ParameterDefinition
    implements Describable<ParameterDefinition>, ExtensionPoint, Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private String description;

  protected ParameterDefinition(String name) {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("a parameter needs a name");
    }
    this.name = name;
  }

  public String getName() {
    return name;
  }

  public String getDescription() {
    return description;
  }

  public void setDescription(String description) {
    this.description = description;
  }

  public ParameterValue getDefaultParameterValue() {
    return null;
  }

  public boolean isValid(ParameterValue value) {
    return true;
  }
}
