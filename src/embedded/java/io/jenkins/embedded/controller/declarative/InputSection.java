package io.jenkins.embedded.controller.declarative;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** {@code input { message … }} of a stage: asks by the step, its answers are variables inside. */
final class InputSection extends Section {
  private final Map<String, Object> arguments = new LinkedHashMap<>();
  private final List<Object> parameters = new ArrayList<>();
  private String parameter;

  private InputSection(PipelineAccess access) {
    super(access);
  }

  static Object with(PipelineAccess access, Closure<?> input, Callable<?> work) throws Exception {
    if (input == null) {
      return work.call();
    }
    InputSection section = new InputSection(access);
    access.run(input, section);
    if (!section.parameters.isEmpty()) {
      section.arguments.put("parameters", section.parameters);
    }
    Object answer = access.step("input", section.arguments);
    List<String> variables = section.variables(answer);
    return variables.isEmpty() ? work.call() : access.step("withEnv", variables, access.body(work));
  }

  private List<String> variables(Object answer) {
    Object submitter = arguments.get("submitterParameter");
    List<String> variables = new ArrayList<>();
    if (answer instanceof Map<?, ?> many) {
      many.forEach((name, value) -> variables.add(name + "=" + value));
    } else if (submitter != null) {
      variables.add(submitter + "=" + answer);
    } else if (parameter != null) {
      variables.add(parameter + "=" + answer);
    }
    return variables;
  }

  @Override
  protected Object line(String name, Object[] given) {
    if (name.equals("parameters")) {
      access.run(closure(given), new Parameters());
    } else {
      arguments.put(name, given[0]);
    }
    return null;
  }

  private final class Parameters extends Section {
    Parameters() {
      super(InputSection.this.access);
    }

    @Override
    protected Object line(String kind, Object[] given) {
      Map<String, Object> named = new LinkedHashMap<>();
      ((Map<?, ?>) given[0]).forEach((name, value) -> named.put(String.valueOf(name), value));
      parameter = String.valueOf(named.get("name"));
      parameters.add(new UninstantiatedDescribable(kind, null, named));
      return null;
    }
  }
}
