package io.jenkins.embedded.controller.engine;

import groovy.lang.Closure;
import io.jenkins.embedded.controller.steps.BuiltInSteps;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** Turns a call in a script into a step: binds the arguments, starts it, waits for its outcome. */
final class StepCaller {
  private final Program program;

  StepCaller(Program program) {
    this.program = program;
  }

  Object call(StepDescriptor descriptor, Object... arguments) {
    String name = descriptor.getFunctionName();
    Branch branch = Branch.current();
    branch.checkInterrupted();
    try {
      SuspensionCheck.check(name);
      boolean branches = BuiltInSteps.takesBranches(descriptor);
      StepArguments parsed =
          StepArguments.parse(
              name,
              arguments,
              descriptor.takesImplicitBlockArgument(),
              branches ? null : sole(descriptor, arguments),
              branches);
      if (descriptor.takesImplicitBlockArgument() && parsed.closures().isEmpty()) {
        throw new IllegalArgumentException("Step '" + name + "' needs a body: " + name + " { … }");
      }
      LiveStep live = new LiveStep(branch, descriptor, parsed);
      descriptor.checkContextAvailability(live);
      program.annotate(name);
      if (!BuiltInSteps.byName().containsValue(descriptor)) {
        GuardedProxies.install();
      }
      Step step = instance(descriptor, parsed.named());
      return live.run(step.start(live));
    } catch (Throwable t) {
      program.positions().note(t);
      throw Sneaky.thrown(t);
    }
  }

  private static Step instance(StepDescriptor descriptor, Map<String, Object> named)
      throws Exception {
    return descriptor.newInstance(named);
  }

  /** The one argument that may be positional: the only one, or the only required one. */
  private static String sole(StepDescriptor descriptor, Object[] arguments) {
    boolean positional = false;
    for (Object argument : arguments) {
      // [$class: 'X', …] is one value, not the names of the step's own arguments.
      boolean named = argument instanceof Map<?, ?> map && !map.containsKey("$class");
      positional |= !(argument instanceof Closure) && !named;
    }
    return positional ? sole(StepCatalog.model(descriptor)) : null;
  }

  private static String sole(DescribableModel<?> model) {
    DescribableParameter sole = model.getSoleRequiredParameter();
    if (sole != null) {
      return sole.getName();
    }
    List<DescribableParameter> all = List.copyOf(model.getParameters());
    return all.size() == 1 ? all.get(0).getName() : null;
  }

  /** {@code jib(arg: 1)}: a describable by its symbol, bound when a step takes it. */
  static UninstantiatedDescribable describable(String symbol, Object[] arguments) {
    return new UninstantiatedDescribable(
        symbol,
        null,
        StepArguments.parse(
                symbol, arguments, false, UninstantiatedDescribable.ANONYMOUS_KEY, false)
            .named());
  }
}
