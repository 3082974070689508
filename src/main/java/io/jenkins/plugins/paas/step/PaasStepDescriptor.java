package io.jenkins.plugins.paas.step;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.paas.core.text.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * What the suite's step descriptors share. Refuses arguments that do not exist, nested ones too:
 * Jenkins itself only logs a warning, and a misspelt {@code quota} must not be lost.
 */
public abstract class PaasStepDescriptor extends StepDescriptor implements PageLists {

  @Override
  public Set<? extends Class<?>> getRequiredContext() {
    return Set.of(Run.class, TaskListener.class, FlowNode.class);
  }

  @Override
  public Step newInstance(Map<String, Object> arguments) throws Exception {
    try {
      refuseUnknown("", DescribableModel.of(clazz), arguments);
      return (Step) DescribableModel.of(clazz).instantiate(arguments, TaskListener.NULL);
    } catch (IllegalArgumentException e) {
      throw refusal(e);
    }
  }

  // the author's mistake in one line: what wraps it repeats all arguments, which may be secret
  private Exception refusal(IllegalArgumentException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    boolean mistake =
        cause instanceof IllegalArgumentException
            || cause instanceof ClassCastException
            || cause instanceof UnsupportedOperationException;
    return mistake ? new AbortException(getFunctionName() + ": " + cause.getMessage()) : e;
  }

  private static void refuseUnknown(
      String where, DescribableModel<?> model, Map<String, ?> arguments) {
    List<String> known = model.getParameters().stream().map(DescribableParameter::getName).toList();
    arguments.forEach(
        (name, value) -> {
          boolean sole =
              name.equals(UninstantiatedDescribable.ANONYMOUS_KEY)
                  && model.hasSingleRequiredParameter();
          if (!known.contains(name) && !sole && !name.equals(DescribableModel.CLAZZ)) {
            throw new IllegalArgumentException(
                (where.isEmpty() ? "" : where + ": ")
                    + "unknown argument '"
                    + name
                    + "'."
                    + NearestName.hint(name, known));
          }
          refuseNested(where.isEmpty() ? name : where + "." + name, value);
        });
  }

  private static void refuseNested(String where, Object value) {
    if (value instanceof UninstantiatedDescribable nested && nested.getModel() != null) {
      refuseUnknown(where, nested.getModel(), nested.getArguments());
    } else if (value instanceof Collection<?> many) {
      many.forEach(one -> refuseNested(where, one));
    }
  }
}
