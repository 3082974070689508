package io.jenkins.embedded.controller.script;

import java.util.Set;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.CatchStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.syntax.Types;

/** Collects the variables that a script makes; any of them may hold a closure that is called. */
final class DeclaredNames extends CodeVisitorSupport {
  private final Set<String> names;

  DeclaredNames(Set<String> names) {
    this.names = names;
  }

  void parameters(Parameter[] parameters) {
    if (parameters != null) {
      for (Parameter parameter : parameters) {
        names.add(parameter.getName());
      }
    }
  }

  private void add(Expression left) {
    if (left instanceof VariableExpression variable) {
      names.add(variable.getName());
    } else if (left instanceof TupleExpression tuple) {
      tuple.getExpressions().forEach(this::add);
    }
  }

  @Override
  public void visitDeclarationExpression(DeclarationExpression expression) {
    add(expression.getLeftExpression());
    super.visitDeclarationExpression(expression);
  }

  @Override
  public void visitBinaryExpression(BinaryExpression expression) {
    if (expression.getOperation().getType() == Types.ASSIGN) {
      add(expression.getLeftExpression());
    }
    super.visitBinaryExpression(expression);
  }

  @Override
  public void visitClosureExpression(ClosureExpression expression) {
    parameters(expression.getParameters());
    super.visitClosureExpression(expression);
  }

  @Override
  public void visitForLoop(ForStatement loop) {
    names.add(loop.getVariable().getName());
    super.visitForLoop(loop);
  }

  @Override
  public void visitCatchStatement(CatchStatement statement) {
    names.add(statement.getVariable().getName());
    super.visitCatchStatement(statement);
  }
}
