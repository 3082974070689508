package io.jenkins.embedded.controller.script;

import io.jenkins.plugins.paas.core.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** Checks {@code when { … }}. */
final class WhenCheck {
  private static final List<String> COMPARATORS = List.of("GLOB", "REGEXP", "EQUALS");

  private final SectionLines lines;
  private final CallCheck calls;

  WhenCheck(SectionLines lines, CallCheck calls) {
    this.lines = lines;
    this.calls = calls;
  }

  /**
   * Checks the section, and moves {@code beforeAgent} and the like out of it, into the stage: they
   * say when the conditions are asked, so they are read before.
   */
  void when(MethodCallExpression call, MethodCallExpression stage) {
    List<String> valid = new ArrayList<>(Grammar.WHEN);
    valid.addAll(Grammar.WHEN_FLAGS);
    int conditions = 0;
    for (MethodCallExpression line : lines.list(call, "when", valid)) {
      if (Grammar.WHEN_FLAGS.contains(line.getMethodAsString())) {
        flag(line);
      } else {
        condition(line);
        conditions++;
      }
    }
    if (conditions == 0) {
      throw lines.problem(call, "'when' needs at least one condition");
    }
    List<Statement> inner = statements(Syntax.body(call));
    List<Statement> flags = inner.stream().filter(WhenCheck::isFlag).toList();
    inner.removeAll(flags);
    // Before the sections: a closure's value is its last statement.
    statements(Syntax.body(stage)).addAll(0, flags);
  }

  private static boolean isFlag(Statement statement) {
    MethodCallExpression call = Syntax.call(statement);
    return call != null && Grammar.WHEN_FLAGS.contains(call.getMethodAsString());
  }

  private static List<Statement> statements(ClosureExpression closure) {
    return ((BlockStatement) closure.getCode()).getStatements();
  }

  private void flag(MethodCallExpression line) {
    List<Expression> arguments = Syntax.arguments(line);
    boolean literal =
        arguments.size() == 1
            && arguments.get(0) instanceof ConstantExpression value
            && value.getValue() instanceof Boolean;
    if (!literal) {
      throw lines.problem(line, "Write " + line.getMethodAsString() + " true");
    }
  }

  private void condition(MethodCallExpression line) {
    String name = line.getMethodAsString();
    switch (name) {
      case "not", "allOf", "anyOf" -> {
        List<MethodCallExpression> inner = lines.list(line, name, Grammar.WHEN);
        if (inner.isEmpty() || (name.equals("not") && inner.size() > 1)) {
          throw lines.problem(
              line,
              "'"
                  + name
                  + "' needs "
                  + (name.equals("not") ? "one condition" : "at least one condition"));
        }
        inner.forEach(this::condition);
      }
      case "expression" -> {
        ClosureExpression body = Syntax.body(line);
        if (body == null) {
          throw lines.problem(line, "when { expression } needs a body: expression { … }");
        }
        body.getCode().visit(calls);
      }
      default -> arguments(line, name);
    }
  }

  private void arguments(MethodCallExpression line, String name) {
    lines.arguments(line, "Condition " + name, Grammar.conditionArguments(name));
    Map<String, Expression> named = Syntax.named(line);
    List<String> needed =
        switch (name) {
          case "environment" -> List.of("name", "value");
          case "equals" -> List.of("expected", "actual");
          default -> List.of();
        };
    if (!needed.isEmpty() && (named == null || !named.keySet().containsAll(needed))) {
      throw lines.problem(line, "Write " + name + " " + String.join(": …, ", needed) + ": …");
    }
    boolean sole = List.of("branch", "tag", "changelog", "changeset", "triggeredBy").contains(name);
    if (sole && Syntax.arguments(line).isEmpty()) {
      throw lines.problem(line, "Condition " + name + " needs a pattern");
    }
    if (named != null && named.get("comparator") instanceof ConstantExpression comparator) {
      String given = String.valueOf(comparator.getValue());
      if (!COMPARATORS.contains(given.toUpperCase(Locale.ROOT))) {
        // Jenkins takes its default then, without a word.
        throw lines.problem(
            line, "No comparator '" + given + "'." + NearestName.hint(given, COMPARATORS));
      }
    }
    if (name.equals("changelog")) {
      pattern(line);
    }
  }

  private void pattern(MethodCallExpression line) {
    Map<String, Expression> named = Syntax.named(line);
    Expression given = named == null ? Syntax.arguments(line).get(0) : named.get("pattern");
    if (given instanceof ConstantExpression constant) {
      try {
        Pattern.compile(String.valueOf(constant.getValue()));
      } catch (PatternSyntaxException e) {
        throw lines.problem(line, "changelog takes a regular expression: " + e.getDescription());
      }
    }
  }
}
