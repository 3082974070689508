package io.jenkins.embedded.controller.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.syntax.Types;

/** Checks the sections of a Declarative Pipeline against {@link Grammar}. */
final class DeclarativeCheck {
  private final PipelineCheck check;
  private final CallCheck calls;

  DeclarativeCheck(PipelineCheck check, CallCheck calls) {
    this.check = check;
    this.calls = calls;
  }

  void pipeline(MethodCallExpression call) {
    Map<String, MethodCallExpression> sections = sections(call, "pipeline", Grammar.PIPELINE);
    require(call, "pipeline", sections, "agent");
    require(call, "pipeline", sections, "stages");
    common(sections);
    if (sections.containsKey("parameters")) {
      parameters(sections.get("parameters"));
    }
    stages(sections.get("stages"));
  }

  private void parameters(MethodCallExpression call) {
    for (MethodCallExpression line : list(call, "parameters", Grammar.PARAMETERS)) {
      String kind = line.getMethodAsString();
      Map<String, Expression> named = Syntax.named(line);
      if (named == null) {
        throw check.problem(line, "Write " + kind + "(name: 'NAME', …) in parameters");
      }
      List<String> valid = Grammar.parameterArguments(kind);
      for (Map.Entry<String, Expression> argument : named.entrySet()) {
        if (!valid.contains(argument.getKey())) {
          throw check.problem(
              argument.getValue(),
              "Parameter "
                  + kind
                  + " has no argument '"
                  + argument.getKey()
                  + "'"
                  + PipelineCheck.suggestion(argument.getKey(), valid)
                  + " Valid arguments: "
                  + String.join(", ", valid));
        }
      }
      if (!(named.get("name") instanceof ConstantExpression name)) {
        throw check.problem(line, "Parameter " + kind + " needs the argument 'name', a text");
      }
      check.parameters().add(String.valueOf(name.getValue()));
    }
  }

  private void common(Map<String, MethodCallExpression> sections) {
    if (sections.containsKey("agent")) {
      agent(sections.get("agent"));
    }
    if (sections.containsKey("environment")) {
      environment(sections.get("environment"));
    }
    simple(sections.get("options"), "options", Grammar.OPTIONS);
    if (sections.containsKey("post")) {
      MethodCallExpression post = sections.get("post");
      sections(post, "post", Grammar.POST).values().forEach(this::steps);
    }
  }

  private void stages(MethodCallExpression call) {
    String owner = call.getMethodAsString();
    List<MethodCallExpression> stages = list(call, owner, List.of("stage"));
    if (stages.isEmpty()) {
      throw check.problem(call, "'" + owner + "' needs at least one stage");
    }
    List<String> names = new ArrayList<>();
    for (MethodCallExpression stage : stages) {
      List<Expression> arguments = Syntax.arguments(stage);
      boolean named =
          arguments.size() == 2
              && (arguments.get(0) instanceof ConstantExpression
                  || arguments.get(0) instanceof GStringExpression);
      if (!named || Syntax.body(stage) == null) {
        throw check.problem(stage, "A stage is written stage('name') { … }");
      }
      String name = arguments.get(0).getText();
      if (names.contains(name)) {
        throw check.problem(stage, "Two stages of one '" + owner + "' are named '" + name + "'");
      }
      names.add(name);
      stage(stage, "stage '" + name + "'");
    }
  }

  private void stage(MethodCallExpression call, String title) {
    Map<String, MethodCallExpression> sections = sections(call, title, Grammar.STAGE);
    List<String> contents =
        sections.keySet().stream()
            .filter(List.of("steps", "stages", "parallel")::contains)
            .toList();
    if (contents.size() != 1) {
      throw check.problem(
          call, title + " needs exactly one of steps, stages, parallel; it has " + contents);
    }
    common(sections);
    MethodCallExpression content = sections.get(contents.get(0));
    if (contents.get(0).equals("steps")) {
      steps(content);
    } else {
      stages(content);
    }
    if (sections.containsKey("when")) {
      when(sections.get("when"));
    }
  }

  private void when(MethodCallExpression call) {
    for (MethodCallExpression condition : list(call, call.getMethodAsString(), Grammar.WHEN)) {
      String name = condition.getMethodAsString();
      ClosureExpression body = Syntax.body(condition);
      if (List.of("not", "allOf", "anyOf").contains(name)) {
        when(condition);
      } else if (name.equals("expression")) {
        if (body == null) {
          throw check.problem(condition, "when { expression } needs a body: expression { … }");
        }
        body.getCode().visit(calls);
      } else if (name.equals("environment")) {
        Map<String, Expression> named = Syntax.named(condition);
        if (named == null || !named.containsKey("name") || !named.containsKey("value")) {
          throw check.problem(condition, "Write environment(name: 'NAME', value: 'value')");
        }
      }
    }
  }

  private void agent(MethodCallExpression call) {
    List<Expression> arguments = Syntax.arguments(call);
    Expression first = arguments.size() == 1 ? arguments.get(0) : null;
    if (first instanceof VariableExpression word) {
      known(call, "agent", word.getName(), Grammar.AGENT_WORDS);
    } else if (first instanceof ClosureExpression) {
      list(call, "agent", Grammar.AGENT);
    } else {
      throw check.problem(call, "Write agent any, agent none or agent { label 'name' }");
    }
  }

  private void environment(MethodCallExpression call) {
    for (Statement statement : Syntax.statements(closure(call, "environment"))) {
      boolean assignment =
          Syntax.expression(statement) instanceof BinaryExpression binary
              && binary.getOperation().getType() == Types.ASSIGN
              && binary.getLeftExpression() instanceof VariableExpression;
      if (!assignment) {
        throw check.problem(statement, "environment holds lines of the form NAME = 'value' only");
      }
    }
  }

  private void steps(MethodCallExpression call) {
    String owner = call.getMethodAsString();
    List<Statement> statements = Syntax.statements(closure(call, owner));
    if (statements.isEmpty()) {
      throw check.problem(call, "'" + owner + "' needs at least one step");
    }
    for (Statement statement : statements) {
      MethodCallExpression step = Syntax.call(statement);
      boolean onGlobal =
          step != null
              && !step.isImplicitThis()
              && (step.getObjectExpression() instanceof VariableExpression
                  || step.getObjectExpression() instanceof PropertyExpression);
      if (step == null || !(step.isImplicitThis() || onGlobal)) {
        throw check.problem(statement, "Expected a step here; Groovy code goes into script { … }");
      }
      step.visit(calls);
    }
  }

  private void simple(MethodCallExpression call, String owner, List<String> valid) {
    if (call != null) {
      list(call, owner, valid);
    }
  }

  private Map<String, MethodCallExpression> sections(
      MethodCallExpression call, String owner, List<String> valid) {
    Map<String, MethodCallExpression> sections = new LinkedHashMap<>();
    for (MethodCallExpression section : list(call, owner, valid)) {
      if (sections.put(section.getMethodAsString(), section) != null) {
        throw check.problem(
            section, "'" + section.getMethodAsString() + "' occurs twice in " + owner);
      }
    }
    return sections;
  }

  private List<MethodCallExpression> list(
      MethodCallExpression call, String owner, List<String> valid) {
    List<MethodCallExpression> result = new ArrayList<>();
    for (Statement statement : Syntax.statements(closure(call, owner))) {
      MethodCallExpression section = Syntax.call(statement);
      if (section == null) {
        throw check.problem(statement, "Expected one of " + valid + " in " + owner);
      }
      if (!section.isImplicitThis()) {
        throw check.problem(
            section,
            "'" + section.getMethodAsString() + "' must begin on a line of its own, or after ';'");
      }
      known(section, owner, section.getMethodAsString(), valid);
      result.add(section);
    }
    return result;
  }

  private void known(ASTNode at, String owner, String name, List<String> valid) {
    if (valid.contains(name)) {
      return;
    }
    if (Grammar.LACKING.contains(name)) {
      throw check.problem(at, "The embedded controller lacks '" + name + "' in " + owner);
    }
    throw check.problem(
        at,
        "Unknown section '"
            + name
            + "' in "
            + owner
            + PipelineCheck.suggestion(name, valid)
            + " Valid: "
            + String.join(", ", valid));
  }

  private void require(
      ASTNode at, String owner, Map<String, MethodCallExpression> sections, String name) {
    if (!sections.containsKey(name)) {
      throw check.problem(at, owner + " needs the section '" + name + "'");
    }
  }

  private ClosureExpression closure(MethodCallExpression call, String owner) {
    ClosureExpression body = Syntax.body(call);
    if (body == null) {
      throw check.problem(call, "'" + owner + "' needs a body in braces");
    }
    return body;
  }
}
