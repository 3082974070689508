package hudson.model;

/** A text parameter. */
public class StringParameterDefinition extends SimpleParameterDefinition {
  private static final long serialVersionUID = 1L;

  private final String defaultValue;

  public StringParameterDefinition(String name, String defaultValue) {
    this(name, defaultValue, null);
  }

  public StringParameterDefinition(String name, String defaultValue, String description) {
    super(name);
    this.defaultValue = defaultValue == null ? "" : defaultValue;
    setDescription(description);
  }

  public String getDefaultValue() {
    return defaultValue;
  }

  @Override
  public StringParameterValue getDefaultParameterValue() {
    return new StringParameterValue(getName(), defaultValue);
  }

  @Override
  public ParameterValue createValue(String value) {
    return new StringParameterValue(getName(), value);
  }
}
