package io.jenkins.embedded.controller.steps;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The descriptor of a step that the embedded controller brings itself. */
abstract class BuiltInDescriptor extends StepDescriptor {
  private final String function;
  private final boolean block;
  private final Set<Class<?>> required;

  /**
   * @param block whether the step has a body
   */
  BuiltInDescriptor(String function, boolean block, Class<?>... required) {
    this.function = function;
    this.block = block;
    this.required = new LinkedHashSet<>(List.of(required));
  }

  @Override
  public String getFunctionName() {
    return function;
  }

  @Override
  public boolean takesImplicitBlockArgument() {
    return block;
  }

  @Override
  public Set<? extends Class<?>> getRequiredContext() {
    return required;
  }

  @Override
  public String getDisplayName() {
    return function;
  }

  @Override
  public Step newInstance(Map<String, Object> arguments) throws Exception {
    ArgumentNames.check(this, arguments);
    return super.newInstance(arguments);
  }
}
