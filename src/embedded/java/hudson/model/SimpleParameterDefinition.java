package hudson.model;

/** A parameter whose value can be written as a text. */
public abstract class SimpleParameterDefinition extends ParameterDefinition {
  private static final long serialVersionUID = 1L;

  protected SimpleParameterDefinition(String name) {
    super(name);
  }

  /**
   * @throws IllegalArgumentException where the text is no value of this parameter
   */
  public abstract ParameterValue createValue(String value);
}
