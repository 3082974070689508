package io.jenkins.embedded.controller.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.syntax.Types;

/** Checks the sections of a Declarative Pipeline against {@link Grammar}. */
final class DeclarativeCheck {
  private static final List<String> CONTENTS = List.of("steps", "stages", "parallel", "matrix");

  private final PipelineCheck check;
  private final CallCheck calls;
  private final SectionLines lines;

  DeclarativeCheck(PipelineCheck check, CallCheck calls) {
    this.check = check;
    this.calls = calls;
    this.lines = new SectionLines(check);
  }

  void pipeline(MethodCallExpression call) {
    Map<String, MethodCallExpression> sections = lines.sections(call, "pipeline", Grammar.PIPELINE);
    lines.require(call, "pipeline", sections, "agent");
    lines.require(call, "pipeline", sections, "stages");
    common(sections, Grammar.OPTIONS);
    if (sections.containsKey("parameters")) {
      new ParametersCheck(lines).check(sections.get("parameters")).forEach(check.parameters()::add);
    }
    if (sections.containsKey("libraries")) {
      lines.list(sections.get("libraries"), "libraries", List.of("lib")).forEach(lines::literals);
    }
    stages(sections.get("stages"), false);
  }

  private void common(Map<String, MethodCallExpression> sections, List<String> options) {
    if (sections.containsKey("agent")) {
      agent(sections.get("agent"));
    }
    if (sections.containsKey("environment")) {
      environment(sections.get("environment"));
    }
    if (sections.containsKey("options")) {
      options(sections.get("options"), options);
    }
    if (sections.containsKey("post")) {
      MethodCallExpression post = sections.get("post");
      lines.sections(post, "post", Grammar.POST).values().forEach(this::steps);
    }
  }

  private void options(MethodCallExpression call, List<String> options) {
    List<String> valid = new ArrayList<>(options);
    valid.addAll(calls.vocabulary().wrappers());
    for (MethodCallExpression option : lines.sections(call, "options", valid).values()) {
      calls
          .vocabulary()
          .step(option.getMethodAsString())
          .filter(step -> !step.anyNames())
          .ifPresent(
              step ->
                  lines.arguments(
                      option,
                      "Option " + option.getMethodAsString(),
                      List.copyOf(step.arguments().keySet())));
    }
  }

  /**
   * @param branches whether they are in a parallel or matrix
   */
  private void stages(MethodCallExpression call, boolean branches) {
    String owner = call.getMethodAsString();
    List<MethodCallExpression> stages = lines.list(call, owner, List.of("stage"));
    if (stages.isEmpty()) {
      throw lines.problem(call, "'" + owner + "' needs at least one stage");
    }
    List<String> names = new ArrayList<>();
    for (MethodCallExpression stage : stages) {
      List<Expression> arguments = Syntax.arguments(stage);
      boolean named = arguments.size() == 2 && arguments.get(0) instanceof ConstantExpression;
      if (!named || Syntax.body(stage) == null) {
        throw lines.problem(stage, "A stage is written stage('name') { … }, with a literal name");
      }
      String name = arguments.get(0).getText();
      if (names.contains(name)) {
        throw lines.problem(stage, "Two stages of one '" + owner + "' are named '" + name + "'");
      }
      names.add(name);
      stage(stage, "stage '" + name + "'", branches);
    }
  }

  private void stage(MethodCallExpression call, String title, boolean branches) {
    Map<String, MethodCallExpression> sections = lines.sections(call, title, Grammar.STAGE);
    List<String> contents = sections.keySet().stream().filter(CONTENTS::contains).toList();
    if (contents.size() != 1) {
      throw lines.problem(
          call,
          title + " needs exactly one of " + String.join(", ", CONTENTS) + "; it has " + contents);
    }
    sections(call, sections, contents.get(0));
    MethodCallExpression content = sections.get(contents.get(0));
    switch (contents.get(0)) {
      case "steps" -> steps(content);
      case "stages" -> stages(content, branches);
      default -> {
        if (branches) {
          throw lines.problem(content, "parallel and matrix cannot be inside of one another");
        }
        if (sections.containsKey("agent")) {
          throw lines.problem(
              sections.get("agent"),
              title + " has no agent of its own: the stages inside " + contents + " have");
        }
        if (contents.get(0).equals("matrix")) {
          matrix(content);
        } else {
          stages(content, true);
        }
      }
    }
  }

  /** What stages and matrices have in common. */
  private void sections(
      MethodCallExpression call, Map<String, MethodCallExpression> sections, String content) {
    common(sections, Grammar.STAGE_OPTIONS);
    if (sections.containsKey("when")) {
      new WhenCheck(lines, calls).when(sections.get("when"), call);
    }
    if (sections.containsKey("input")) {
      input(sections.get("input"));
    }
    if (sections.containsKey("failFast") && !List.of("parallel", "matrix").contains(content)) {
      throw lines.problem(
          sections.get("failFast"), "failFast belongs to stages with parallel or matrix");
    }
  }

  private void matrix(MethodCallExpression call) {
    Map<String, MethodCallExpression> sections = lines.sections(call, "matrix", Grammar.MATRIX);
    lines.require(call, "matrix", sections, "stages");
    new MatrixCheck(lines).check(call, sections);
    sections(call, sections, "matrix");
    stages(sections.get("stages"), true);
  }

  private void input(MethodCallExpression call) {
    Map<String, MethodCallExpression> parts = lines.sections(call, "input", Grammar.INPUT);
    lines.require(call, "input", parts, "message");
    if (parts.containsKey("parameters")) {
      new ParametersCheck(lines).check(parts.get("parameters"));
    }
  }

  private void agent(MethodCallExpression call) {
    List<Expression> arguments = Syntax.arguments(call);
    Expression first = arguments.size() == 1 ? arguments.get(0) : null;
    if (first instanceof VariableExpression word) {
      lines.known(call, "agent", word.getName(), Grammar.AGENT_WORDS);
    } else if (first instanceof ClosureExpression) {
      for (MethodCallExpression line : lines.list(call, "agent", Grammar.AGENT)) {
        if (Syntax.body(line) != null) {
          lines.list(line, line.getMethodAsString(), Grammar.AGENT_SETTINGS);
        }
      }
    } else {
      throw lines.problem(call, "Write agent any, agent none or agent { label 'name' }");
    }
  }

  private void environment(MethodCallExpression call) {
    for (Statement statement : Syntax.statements(lines.closure(call, "environment"))) {
      boolean assignment =
          Syntax.expression(statement) instanceof BinaryExpression binary
              && binary.getOperation().getType() == Types.ASSIGN
              && binary.getLeftExpression() instanceof VariableExpression;
      if (!assignment) {
        throw lines.problem(statement, "environment holds lines of the form NAME = 'value' only");
      }
    }
  }

  private void steps(MethodCallExpression call) {
    String owner = call.getMethodAsString();
    List<Statement> statements = Syntax.statements(lines.closure(call, owner));
    if (statements.isEmpty()) {
      throw lines.problem(call, "'" + owner + "' needs at least one step");
    }
    for (Statement statement : statements) {
      MethodCallExpression step = Syntax.call(statement);
      boolean onGlobal =
          step != null
              && !step.isImplicitThis()
              && (step.getObjectExpression() instanceof VariableExpression
                  || step.getObjectExpression() instanceof PropertyExpression);
      if (step == null || !(step.isImplicitThis() || onGlobal)) {
        throw lines.problem(statement, "Expected a step here; Groovy code goes into script { … }");
      }
      step.visit(calls);
    }
  }
}
