package io.jenkins.embedded.controller.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads the lines of a section and refuses those that it cannot have. */
final class SectionLines {
  private final PipelineCheck check;

  SectionLines(PipelineCheck check) {
    this.check = check;
  }

  PipelineCheck.Found problem(ASTNode at, String text) {
    return check.problem(at, text);
  }

  /** Sections by name, each once at most. */
  Map<String, MethodCallExpression> sections(
      MethodCallExpression call, String owner, List<String> valid) {
    Map<String, MethodCallExpression> sections = new LinkedHashMap<>();
    for (MethodCallExpression section : list(call, owner, valid)) {
      if (sections.put(section.getMethodAsString(), section) != null) {
        throw problem(section, "'" + section.getMethodAsString() + "' occurs twice in " + owner);
      }
    }
    return sections;
  }

  List<MethodCallExpression> list(MethodCallExpression call, String owner, List<String> valid) {
    List<MethodCallExpression> result = new ArrayList<>();
    for (Statement statement : Syntax.statements(closure(call, owner))) {
      MethodCallExpression section = Syntax.call(statement);
      if (section == null) {
        throw problem(statement, "Expected one of " + valid + " in " + owner);
      }
      if (!section.isImplicitThis()) {
        throw problem(
            section,
            "'" + section.getMethodAsString() + "' must begin on a line of its own, or after ';'");
      }
      known(section, owner, section.getMethodAsString(), valid);
      result.add(section);
    }
    return result;
  }

  void known(ASTNode at, String owner, String name, List<String> valid) {
    if (valid.contains(name)) {
      return;
    }
    if (Grammar.LACKING.contains(name)) {
      throw problem(at, "The embedded controller lacks '" + name + "' in " + owner);
    }
    throw problem(
        at,
        "Unknown section '"
            + name
            + "' in "
            + owner
            + PipelineCheck.suggestion(name, valid)
            + " Valid: "
            + String.join(", ", valid));
  }

  /** Named arguments, each of them one of the valid. */
  void arguments(MethodCallExpression call, String what, List<String> valid) {
    Map<String, Expression> named = Syntax.named(call);
    if (named == null) {
      return;
    }
    for (Map.Entry<String, Expression> argument : named.entrySet()) {
      if (!valid.contains(argument.getKey())) {
        throw problem(
            argument.getValue(),
            what
                + " has no argument '"
                + argument.getKey()
                + "'"
                + PipelineCheck.suggestion(argument.getKey(), valid)
                + " Valid arguments: "
                + String.join(", ", valid));
      }
    }
  }

  MethodCallExpression require(
      ASTNode at, String owner, Map<String, MethodCallExpression> sections, String name) {
    MethodCallExpression section = sections.get(name);
    if (section == null) {
      throw problem(at, owner + " needs the section '" + name + "'");
    }
    return section;
  }

  ClosureExpression closure(MethodCallExpression call, String owner) {
    ClosureExpression body = Syntax.body(call);
    if (body == null) {
      throw problem(call, "'" + owner + "' needs a body in braces");
    }
    return body;
  }

  /** The literals that a line has as arguments, at least one. */
  List<String> literals(MethodCallExpression call) {
    List<String> literals = new ArrayList<>();
    for (Expression argument : Syntax.arguments(call)) {
      if (!(argument instanceof ConstantExpression constant)) {
        throw problem(argument, "'" + call.getMethodAsString() + "' takes literal texts only");
      }
      literals.add(String.valueOf(constant.getValue()));
    }
    if (literals.isEmpty()) {
      throw problem(call, "'" + call.getMethodAsString() + "' needs a text");
    }
    return literals;
  }
}
