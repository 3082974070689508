package io.jenkins.embedded.controller.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/** Checks the axes and excludes of {@code matrix { … }}. */
final class MatrixCheck {
  private final SectionLines lines;

  MatrixCheck(SectionLines lines) {
    this.lines = lines;
  }

  /**
   * @param sections what the matrix has
   */
  void check(MethodCallExpression matrix, Map<String, MethodCallExpression> sections) {
    Map<String, List<String>> axes = new LinkedHashMap<>();
    MethodCallExpression all = lines.require(matrix, "matrix", sections, "axes");
    for (MethodCallExpression axis : axes(all)) {
      Map<String, MethodCallExpression> parts =
          lines.sections(axis, "axis", List.of("name", "values"));
      String name = name(axis, parts);
      List<String> values = lines.literals(lines.require(axis, "axis", parts, "values"));
      if (axes.put(name, values) != null) {
        throw lines.problem(axis, "Two axes are named '" + name + "'");
      }
      if (new HashSet<>(values).size() < values.size()) {
        throw lines.problem(axis, "Axis '" + name + "' has a value twice: " + values);
      }
    }
    if (sections.containsKey("excludes")) {
      MethodCallExpression excludes = sections.get("excludes");
      for (MethodCallExpression exclude : nonEmpty(excludes, List.of("exclude"))) {
        axes(exclude).forEach(axis -> excluded(axis, axes));
      }
    }
  }

  private List<MethodCallExpression> axes(MethodCallExpression call) {
    return nonEmpty(call, List.of("axis"));
  }

  private List<MethodCallExpression> nonEmpty(MethodCallExpression call, List<String> valid) {
    String owner = call.getMethodAsString();
    List<MethodCallExpression> found = lines.list(call, owner, valid);
    if (found.isEmpty()) {
      throw lines.problem(call, "'" + owner + "' needs at least one " + valid.get(0));
    }
    return found;
  }

  private String name(MethodCallExpression axis, Map<String, MethodCallExpression> parts) {
    return lines.literals(lines.require(axis, "axis", parts, "name")).get(0);
  }

  private void excluded(MethodCallExpression axis, Map<String, List<String>> axes) {
    Map<String, MethodCallExpression> parts =
        lines.sections(axis, "axis", List.of("name", "values", "notValues"));
    String name = name(axis, parts);
    if (parts.containsKey("values") == parts.containsKey("notValues")) {
      throw lines.problem(axis, "An excluded axis has either values or notValues");
    }
    MethodCallExpression named =
        parts.containsKey("values") ? parts.get("values") : parts.get("notValues");
    List<String> values = lines.literals(named);
    List<String> present = axes.get(name);
    if (present == null) {
      throw lines.problem(
          axis,
          "No axis is named '"
              + name
              + "'"
              + PipelineCheck.suggestion(name, new ArrayList<>(axes.keySet())));
    }
    for (String value : values) {
      if (!present.contains(value)) {
        throw lines.problem(
            named,
            "Axis '"
                + name
                + "' has no value '"
                + value
                + "'"
                + PipelineCheck.suggestion(value, present));
      }
    }
  }
}
