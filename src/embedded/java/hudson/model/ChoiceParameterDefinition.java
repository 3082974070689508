package hudson.model;

import java.util.List;

/** One of several texts; the first is the default. */
public class ChoiceParameterDefinition extends SimpleParameterDefinition {
  private static final long serialVersionUID = 1L;

  private final java.util.ArrayList<String> choices;

  public ChoiceParameterDefinition(String name, String[] choices, String description) {
    super(name);
    this.choices = new java.util.ArrayList<>(List.of(choices));
    if (choices.length == 0) {
      throw new IllegalArgumentException("parameter " + name + " offers no choice");
    }
    setDescription(description);
  }

  public List<String> getChoices() {
    return choices;
  }

  @Override
  public StringParameterValue getDefaultParameterValue() {
    return new StringParameterValue(getName(), choices.get(0));
  }

  @Override
  public boolean isValid(ParameterValue value) {
    return choices.contains(((StringParameterValue) value).getValue());
  }

  @Override
  public StringParameterValue createValue(String value) {
    if (!choices.contains(value)) {
      throw new IllegalArgumentException(
          "parameter " + getName() + " cannot be '" + value + "'; choices: " + choices);
    }
    return new StringParameterValue(getName(), value);
  }
}
