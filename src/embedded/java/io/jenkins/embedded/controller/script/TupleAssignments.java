package io.jenkins.embedded.controller.script;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.syntax.Token;
import org.codehaus.groovy.syntax.Types;

/**
 * Writes {@code def (a, b) = list} as assignments one by one, which the sandbox of groovy-sandbox
 * 1.19 can look at; it takes no others.
 */
final class TupleAssignments extends CompilationCustomizer {
  TupleAssignments() {
    super(CompilePhase.CONVERSION);
  }

  @Override
  public void call(SourceUnit source, GeneratorContext context, ClassNode classNode) {
    new Visitor(source).visitClass(classNode);
  }

  private static final class Visitor extends ClassCodeVisitorSupport {
    private final SourceUnit source;
    private int count;

    Visitor(SourceUnit source) {
      this.source = source;
    }

    @Override
    protected SourceUnit getSourceUnit() {
      return source;
    }

    @Override
    public void visitBlockStatement(BlockStatement block) {
      List<Statement> statements = new ArrayList<>();
      for (Statement statement : block.getStatements()) {
        BinaryExpression assignment = assignment(statement);
        if (assignment == null) {
          statements.add(statement);
        } else {
          statements.addAll(single(assignment));
        }
      }
      block.getStatements().clear();
      block.getStatements().addAll(statements);
      super.visitBlockStatement(block);
    }

    private static BinaryExpression assignment(Statement statement) {
      return statement instanceof ExpressionStatement plain
              && plain.getExpression() instanceof BinaryExpression binary
              && binary.getLeftExpression() instanceof TupleExpression
              && binary.getOperation().getType() == Types.ASSIGN
          ? binary
          : null;
    }

    private List<Statement> single(BinaryExpression all) {
      VariableExpression whole = new VariableExpression("tuple$" + count++);
      List<Statement> statements = new ArrayList<>();
      Token equal = all.getOperation();
      add(statements, all, new DeclarationExpression(whole, equal, all.getRightExpression()));
      List<Expression> parts = ((TupleExpression) all.getLeftExpression()).getExpressions();
      for (int i = 0; i < parts.size(); i++) {
        Expression value =
            new BinaryExpression(
                new VariableExpression(whole.getName()),
                Token.newSymbol(
                    Types.LEFT_SQUARE_BRACKET, equal.getStartLine(), equal.getStartColumn()),
                new ConstantExpression(i));
        value.setSourcePosition(all);
        add(
            statements,
            all,
            all instanceof DeclarationExpression
                ? new DeclarationExpression(parts.get(i), equal, value)
                : new BinaryExpression(parts.get(i), equal, value));
      }
      return statements;
    }

    private static void add(List<Statement> statements, Expression at, Expression assignment) {
      assignment.setSourcePosition(at);
      Statement statement = new ExpressionStatement(assignment);
      statement.setSourcePosition(at);
      statements.add(statement);
    }
  }
}
