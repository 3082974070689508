package hudson.model;

/** A yes or no. */
public class BooleanParameterValue extends ParameterValue {
  private static final long serialVersionUID = 1L;

  public final boolean value;

  public BooleanParameterValue(String name, boolean value) {
    super(name);
    this.value = value;
  }

  @Override
  public Boolean getValue() {
    return value;
  }
}
