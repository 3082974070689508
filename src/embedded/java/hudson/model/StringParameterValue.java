package hudson.model;

import java.util.Objects;

/** A text. */
public class StringParameterValue extends ParameterValue {
  private static final long serialVersionUID = 1L;

  private final String value;

  public StringParameterValue(String name, String value) {
    super(name);
    this.value = Objects.toString(value, "");
  }

  @Override
  public String getValue() {
    return value;
  }

  @Override
  public String toString() {
    return "(StringParameterValue) " + name + "='" + value + "'";
  }
}
