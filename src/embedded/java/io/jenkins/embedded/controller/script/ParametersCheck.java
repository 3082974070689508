package io.jenkins.embedded.controller.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/** Checks {@code parameters { … }} of a pipeline or an input. */
final class ParametersCheck {
  private final SectionLines lines;

  ParametersCheck(SectionLines lines) {
    this.lines = lines;
  }

  /** The parameters' names. */
  List<String> check(MethodCallExpression call) {
    List<String> names = new ArrayList<>();
    for (MethodCallExpression line : lines.list(call, "parameters", Grammar.PARAMETERS)) {
      String kind = line.getMethodAsString();
      Map<String, Expression> named = Syntax.named(line);
      if (named == null) {
        throw lines.problem(line, "Write " + kind + "(name: 'NAME', …) in parameters");
      }
      lines.arguments(line, "Parameter " + kind, Grammar.parameterArguments(kind));
      if (!(named.get("name") instanceof ConstantExpression name)) {
        throw lines.problem(line, "Parameter " + kind + " needs the argument 'name', a text");
      }
      names.add(String.valueOf(name.getValue()));
    }
    return names;
  }
}
