package org.jenkinsci.plugins.workflow.steps;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** What is known of a step: its name and what it needs around it. */
public abstract class StepDescriptor extends Descriptor<Step> {
  /** Types that the context must have. */
  public abstract Set<? extends Class<?>> getRequiredContext();

  /** Types that the step adds for its body. */
  public Set<? extends Class<?>> getProvidedContext() {
    return Collections.emptySet();
  }

  public abstract String getFunctionName();

  public boolean takesImplicitBlockArgument() {
    return false;
  }

  public boolean isAdvanced() {
    return false;
  }

  /** Makes the step from the arguments of a script. */
  public Step newInstance(Map<String, Object> arguments) throws Exception {
    return (Step) new DescribableModel<>(clazz).instantiate(arguments, TaskListener.NULL);
  }

  /** The arguments of a step that exists. */
  public UninstantiatedDescribable uninstantiate(Step step) throws UnsupportedOperationException {
    return DescribableModel.uninstantiate2_(step);
  }

  public final void checkContextAvailability(StepContext c)
      throws MissingContextVariableException, IOException, InterruptedException {
    for (Class<?> type : getRequiredContext()) {
      if (c.get(type) == null) {
        throw new MissingContextVariableException(type, this);
      }
    }
  }

  public static ExtensionList<StepDescriptor> all() {
    return ExtensionList.lookup(StepDescriptor.class);
  }

  /** Null where no step has the name. */
  public static StepDescriptor byFunctionName(String name) {
    for (StepDescriptor descriptor : all()) {
      if (descriptor.getFunctionName().equals(name)) {
        return descriptor;
      }
    }
    return null;
  }

  /** A short text for logs, or null. */
  public String argumentsToString(Map<String, Object> namedArgs) {
    if (namedArgs.size() == 1) {
      Object only = namedArgs.values().iterator().next();
      return only instanceof CharSequence ? only.toString() : null;
    }
    return null;
  }
}
