package hudson.model;

import java.util.List;
import java.util.stream.Collectors;
import jenkins.model.OptionalJobProperty;

/** The parameters that a job asks for. */
public class ParametersDefinitionProperty extends OptionalJobProperty<Job<?, ?>> {
  private final List<ParameterDefinition> parameterDefinitions;

  public ParametersDefinitionProperty(List<ParameterDefinition> parameterDefinitions) {
    this.parameterDefinitions = List.copyOf(parameterDefinitions);
  }

  public ParametersDefinitionProperty(ParameterDefinition... parameterDefinitions) {
    this(List.of(parameterDefinitions));
  }

  public List<ParameterDefinition> getParameterDefinitions() {
    return parameterDefinitions;
  }

  public List<String> getParameterDefinitionNames() {
    return parameterDefinitions.stream()
        .map(ParameterDefinition::getName)
        .collect(Collectors.toList());
  }

  public ParameterDefinition getParameterDefinition(String name) {
    return parameterDefinitions.stream()
        .filter(d -> d.getName().equals(name))
        .findFirst()
        .orElse(null);
  }
}
