package hudson.model;

/** A yes-or-no parameter. */
public class BooleanParameterDefinition extends SimpleParameterDefinition {
  private static final long serialVersionUID = 1L;

  private final boolean defaultValue;

  public BooleanParameterDefinition(String name, boolean defaultValue, String description) {
    super(name);
    this.defaultValue = defaultValue;
    setDescription(description);
  }

  public boolean isDefaultValue() {
    return defaultValue;
  }

  @Override
  public BooleanParameterValue getDefaultParameterValue() {
    return new BooleanParameterValue(getName(), defaultValue);
  }

  @Override
  public ParameterValue createValue(String value) {
    return new BooleanParameterValue(getName(), Boolean.parseBoolean(value));
  }
}
