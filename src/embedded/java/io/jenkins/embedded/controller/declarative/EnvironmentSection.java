package io.jenkins.embedded.controller.declarative;

import groovy.lang.Closure;
import groovy.lang.MissingPropertyException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** {@code environment { NAME = 'value' }}, evaluated where the stage starts. */
final class EnvironmentSection extends Section {
  private final Map<String, Object> values = new LinkedHashMap<>();
  private boolean looking;

  private EnvironmentSection(PipelineAccess access) {
    super(access);
  }

  /** What {@code credentials('id')} gives. */
  private record Credentials(String id) {}

  /** Runs work with the variables of the section; credentials are bound around the others. */
  static Object with(
      PipelineAccess access, Closure<?> section, java.util.concurrent.Callable<?> work)
      throws Exception {
    if (section == null) {
      return work.call();
    }
    EnvironmentSection first = new EnvironmentSection(access);
    first.looking = true;
    access.run(section, first);
    Map<String, String> bound = new LinkedHashMap<>();
    first.values.forEach(
        (name, value) -> {
          if (value instanceof Credentials credentials) {
            bound.put(name, credentials.id());
          }
        });
    if (bound.isEmpty()) {
      return access.step("withEnv", plain(access, section), access.body(work));
    }
    return access.step(
        "withCredentials",
        bindings(bound),
        access.body(() -> access.step("withEnv", plain(access, section), access.body(work))));
  }

  private static List<Object> bindings(Map<String, String> bound) {
    List<Object> bindings = new ArrayList<>();
    bound.forEach(
        (name, id) ->
            bindings.add(
                new UninstantiatedDescribable(
                    "credentials", null, Map.of("credentialsId", id, "variable", name))));
    return bindings;
  }

  private static List<String> plain(PipelineAccess access, Closure<?> section) {
    EnvironmentSection second = new EnvironmentSection(access);
    access.run(section, second);
    List<String> lines = new ArrayList<>();
    second.values.forEach(
        (name, value) -> {
          if (!(value instanceof Credentials)) {
            lines.add(name + "=" + value);
          }
        });
    return lines;
  }

  @Override
  protected Object line(String name, Object[] arguments) {
    if (name.equals("credentials") && arguments.length == 1) {
      return new Credentials(String.valueOf(arguments[0]));
    }
    return access.dispatch(name, arguments);
  }

  @Override
  public Object read(String property) {
    Object value = values.get(property);
    if (value != null && !(value instanceof Credentials)) {
      return value;
    }
    try {
      return super.read(property);
    } catch (MissingPropertyException e) {
      if (looking) {
        // The first pass only looks for credentials, whose variables are not there yet.
        return "";
      }
      throw e;
    }
  }

  @Override
  public void write(String property, Object value) {
    values.put(property, value instanceof Credentials ? value : String.valueOf(value));
  }
}
