package io.jenkins.embedded.controller.steps;

import io.jenkins.plugins.paas.core.text.NearestName;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** Names of a step's arguments: an unknown one is an error with the nearest known one. */
public final class ArgumentNames {
  private ArgumentNames() {}

  public static void check(StepDescriptor descriptor, Map<String, Object> arguments) {
    List<String> known =
        DescribableModel.of(descriptor.clazz).getParameters().stream()
            .map(DescribableParameter::getName)
            .toList();
    for (String name : arguments.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "Step '"
                + descriptor.getFunctionName()
                + "' has no argument '"
                + name
                + "'."
                + NearestName.hint(name, known));
      }
    }
  }
}
