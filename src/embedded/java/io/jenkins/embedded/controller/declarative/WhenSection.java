package io.jenkins.embedded.controller.declarative;

import groovy.lang.Closure;
import hudson.model.Cause;
import io.jenkins.embedded.controller.sandbox.ScriptFacing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/**
 * {@code when { … }}: all its lines must hold, and the first that does not ends the search. What a
 * build has no data of does not hold: there is no changelog here, no trigger and no restart.
 */
final class WhenSection extends Section {
  /** Arguments of {@code changeRequest} and the variables that Jenkins compares them with. */
  private static final Map<String, String> CHANGE =
      Map.of(
          "id", "CHANGE_ID",
          "target", "CHANGE_TARGET",
          "branch", "CHANGE_BRANCH",
          "fork", "CHANGE_FORK",
          "title", "CHANGE_TITLE",
          "author", "CHANGE_AUTHOR",
          "authorDisplayName", "CHANGE_AUTHOR_DISPLAY_NAME",
          "authorEmail", "CHANGE_AUTHOR_EMAIL");

  private final List<BooleanSupplier> conditions = new ArrayList<>();

  private WhenSection(PipelineAccess access) {
    super(access);
  }

  static boolean holds(PipelineAccess access, Closure<?> when) {
    return all(read(access, when));
  }

  // Loops and no streams: an expression may hold steps, which need frames that can be suspended.
  private static boolean all(List<BooleanSupplier> conditions) {
    for (BooleanSupplier condition : conditions) {
      if (!condition.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  private static boolean any(List<BooleanSupplier> conditions) {
    for (BooleanSupplier condition : conditions) {
      if (condition.getAsBoolean()) {
        return true;
      }
    }
    return false;
  }

  private static List<BooleanSupplier> read(PipelineAccess access, Closure<?> closure) {
    WhenSection section = new WhenSection(access);
    access.run(closure, section);
    return section.conditions;
  }

  @Override
  protected Object line(String name, Object[] arguments) {
    Object first = arguments.length == 0 ? "" : arguments[0];
    switch (name) {
      case "expression" -> {
        Closure<?> closure = closure(arguments);
        conditions.add(() -> DefaultTypeTransformation.castToBoolean(access.run(closure, null)));
      }
      case "not" -> {
        List<BooleanSupplier> inner = read(access, closure(arguments));
        conditions.add(() -> !any(inner));
      }
      case "allOf" -> {
        List<BooleanSupplier> inner = read(access, closure(arguments));
        conditions.add(() -> all(inner));
      }
      case "anyOf" -> {
        List<BooleanSupplier> inner = read(access, closure(arguments));
        conditions.add(() -> any(inner));
      }
      case "branch" -> conditions.add(() -> branch(named(first, "pattern")));
      case "tag" -> conditions.add(() -> tag(named(first, "pattern")));
      case "buildingTag" -> conditions.add(() -> tag(Map.of()));
      case "changeRequest" -> conditions.add(() -> changeRequest(named(first, "id")));
      case "environment" -> conditions.add(() -> environment((Map<?, ?>) first));
      case "equals" -> {
        Map<?, ?> map = (Map<?, ?>) first;
        conditions.add(
            () -> DefaultTypeTransformation.compareEqual(map.get("expected"), map.get("actual")));
      }
      case "changelog", "changeset" -> conditions.add(() -> changes(name));
      case "triggeredBy" -> conditions.add(() -> triggeredBy(named(first, "cause")));
      case "isRestartedRun" -> conditions.add(() -> false);
      default -> {
        return access.dispatch(name, arguments);
      }
    }
    return null;
  }

  private static Map<?, ?> named(Object argument, String sole) {
    if (argument instanceof Map<?, ?> map) {
      return map;
    }
    String text = String.valueOf(argument);
    return text.isEmpty() ? Map.of() : Map.of(sole, text);
  }

  /** A job of one branch has none of the variables: then only an empty pattern holds. */
  private boolean branch(Map<?, ?> given) {
    String branch = variable("BRANCH_NAME");
    branch = branch.isEmpty() ? variable("GIT_LOCAL_BRANCH") : branch;
    String pattern = text(given, "pattern");
    return branch.isEmpty() || pattern.isEmpty()
        ? branch.isEmpty() && pattern.isEmpty()
        : Comparison.of(given, Comparison.GLOB).matches(pattern, branch);
  }

  private boolean tag(Map<?, ?> given) {
    String tag = variable("TAG_NAME");
    String pattern = text(given, "pattern");
    return !tag.isEmpty()
        && (pattern.isEmpty() || Comparison.of(given, Comparison.GLOB).matches(pattern, tag));
  }

  /** As on Jenkins, variables of {@code environment { }} and {@code withEnv} do not count. */
  private boolean changeRequest(Map<?, ?> given) {
    Map<String, String> variables = access.variables();
    if (!variables.containsKey("CHANGE_ID")) {
      return false;
    }
    Comparison comparison = Comparison.of(given, Comparison.EQUALS);
    Map<String, String> wanted = new LinkedHashMap<>();
    CHANGE.forEach((argument, variable) -> wanted.put(variable, text(given, argument)));
    return wanted.entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .allMatch(e -> comparison.matches(e.getValue(), variables.getOrDefault(e.getKey(), "")));
  }

  private boolean environment(Map<?, ?> given) {
    String actual = variable(text(given, "name"));
    String expected = text(given, "value");
    return Boolean.TRUE.equals(given.get("ignoreCase"))
        ? expected.equalsIgnoreCase(actual)
        : expected.equals(actual);
  }

  private boolean changes(String condition) {
    access.print(
        "Warning: " + condition + " does not hold, since this build has no changelog to look at");
    return false;
  }

  private boolean triggeredBy(Map<?, ?> given) {
    Pattern cause = Pattern.compile("(?i)\\.*" + text(given, "cause") + ".*");
    for (Cause there : access.build().getCauses()) {
      if (cause.matcher(there.getClass().getSimpleName()).matches()) {
        return true;
      }
    }
    return false;
  }

  private static String text(Map<?, ?> map, String name) {
    Object value = map.get(name);
    return value == null ? "" : value.toString();
  }

  private String variable(String name) {
    Object value = ((ScriptFacing) access.read("env")).read(name);
    return value == null ? "" : value.toString();
  }
}
