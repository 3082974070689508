package org.jenkinsci.plugins.workflow.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A step needs something that only a block around it can give. */
public class MissingContextVariableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Class<?> type;
  private final transient StepDescriptor descriptor;

  /**
   * @param descriptor the step that needs it, or null
   */
  public MissingContextVariableException(Class<?> type, StepDescriptor descriptor) {
    this.type = type;
    this.descriptor = descriptor;
  }

  public Class<?> getType() {
    return type;
  }

  @Override
  public String getMessage() {
    String what =
        descriptor == null
            ? "Required context "
            : "The step " + descriptor.getFunctionName() + " needs ";
    List<StepDescriptor> providers = getProviders();
    return what
        + type
        + (descriptor == null ? " is missing" : "")
        + (providers.isEmpty()
            ? ""
            : "\nPerhaps you forgot to surround the code with a step that provides this, such as: "
                + providers.stream()
                    .map(StepDescriptor::getFunctionName)
                    .collect(Collectors.joining(", ")));
  }

  /** Steps whose body has it. */
  public List<StepDescriptor> getProviders() {
    List<StepDescriptor> providers = new ArrayList<>();
    for (StepDescriptor step : StepDescriptor.all()) {
      if (step.getProvidedContext().contains(type)) {
        providers.add(step);
      }
    }
    return providers;
  }
}
