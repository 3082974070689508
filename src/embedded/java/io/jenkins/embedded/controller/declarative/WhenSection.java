package io.jenkins.embedded.controller.declarative;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/** {@code when { … }}: all its lines must hold. */
final class WhenSection extends Section {
  private final List<Boolean> answers = new ArrayList<>();

  private WhenSection(PipelineAccess access) {
    super(access);
  }

  static boolean holds(PipelineAccess access, Closure<?> when) {
    return when == null || answers(access, when).stream().allMatch(b -> b);
  }

  private static List<Boolean> answers(PipelineAccess access, Closure<?> closure) {
    WhenSection section = new WhenSection(access);
    access.run(closure, section);
    return section.answers;
  }

  @Override
  protected Object line(String name, Object[] arguments) {
    switch (name) {
      case "beforeAgent", "beforeOptions", "beforeInput" -> {}
      case "expression" ->
          answers.add(
              DefaultTypeTransformation.castToBoolean(access.run(closure(arguments), null)));
      case "branch" -> answers.add(branch(arguments[0]));
      case "environment" -> answers.add(environment((Map<?, ?>) arguments[0]));
      case "equals" -> {
        Map<?, ?> map = (Map<?, ?>) arguments[0];
        answers.add(
            Objects.equals(String.valueOf(map.get("expected")), String.valueOf(map.get("actual"))));
      }
      case "not" -> answers.add(answers(access, closure(arguments)).stream().noneMatch(b -> b));
      case "allOf" -> answers.add(answers(access, closure(arguments)).stream().allMatch(b -> b));
      case "anyOf" -> answers.add(answers(access, closure(arguments)).stream().anyMatch(b -> b));
      default -> {
        return access.dispatch(name, arguments);
      }
    }
    return null;
  }

  private boolean environment(Map<?, ?> map) {
    Object actual = variable(String.valueOf(map.get("name")));
    String expected = String.valueOf(map.get("value"));
    return actual != null
        && (Boolean.TRUE.equals(map.get("ignoreCase"))
            ? expected.equalsIgnoreCase(actual.toString())
            : expected.equals(actual.toString()));
  }

  /** BRANCH_NAME matches the pattern; a build without that variable is of no branch. */
  private boolean branch(Object argument) {
    Object pattern = argument instanceof Map<?, ?> map ? map.get("pattern") : argument;
    Object comparator = argument instanceof Map<?, ?> map ? map.get("comparator") : null;
    Object branch = variable("BRANCH_NAME");
    if (branch == null || pattern == null) {
      return false;
    }
    if ("EQUALS".equals(comparator)) {
      return branch.toString().equals(pattern.toString());
    }
    return "REGEXP".equals(comparator)
        ? Pattern.matches(pattern.toString(), branch.toString())
        : glob(pattern.toString()).matcher(branch.toString()).matches();
  }

  private static Pattern glob(String glob) {
    StringBuilder regex = new StringBuilder();
    for (String part : glob.split("(?<=\\*\\*/)|(?=\\*\\*)|(?<=\\*\\*)|(?<=\\*)|(?=\\*)")) {
      regex.append(
          part.equals("**/")
              ? "(.*/)?"
              : part.equals("**") ? ".*" : part.equals("*") ? "[^/]*" : Pattern.quote(part));
    }
    return Pattern.compile(regex.toString());
  }

  private Object variable(String name) {
    return ((io.jenkins.embedded.controller.sandbox.ScriptFacing) access.read("env")).read(name);
  }
}
