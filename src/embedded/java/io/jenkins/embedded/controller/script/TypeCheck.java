package io.jenkins.embedded.controller.script;

import io.jenkins.embedded.controller.sandbox.CastTargets;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.FieldNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/**
 * Refuses what the sandbox's compiler pass cannot see when it runs. Groovy coerces a value to the
 * type of the variable, parameter, field or result that takes it, and calls constructors for that:
 * {@code FileWriter w = ['name']}. So a type must be one of {@link CastTargets}. The Java runtime
 * calls some methods by itself, on threads that have no sandbox.
 */
final class TypeCheck extends CompilationCustomizer {
  private static final Set<String> CALLED_BY_JAVA =
      Set.of(
          "finalize",
          "readObject",
          "readObjectNoData",
          "readResolve",
          "readExternal",
          "writeObject",
          "writeReplace",
          "writeExternal");

  TypeCheck() {
    super(CompilePhase.SEMANTIC_ANALYSIS);
  }

  @Override
  public void call(SourceUnit source, GeneratorContext context, ClassNode classNode) {
    new Visitor(source).visitClass(classNode);
  }

  private static final class Visitor extends ClassCodeVisitorSupport {
    private final SourceUnit source;

    Visitor(SourceUnit source) {
      this.source = source;
    }

    @Override
    protected SourceUnit getSourceUnit() {
      return source;
    }

    private void refuse(ASTNode at, String text) {
      source
          .getErrorCollector()
          .addErrorAndContinue(
              new SyntaxErrorMessage(
                  new SyntaxException(text, at.getLineNumber(), at.getColumnNumber()), source));
    }

    private void check(ClassNode type, ASTNode at) {
      ClassNode plain = type.redirect();
      while (plain.isArray()) {
        plain = plain.getComponentType().redirect();
      }
      if (plain.getModule() == null
          && plain.isResolved()
          && !CastTargets.allows(plain.getTypeClass())) {
        refuse(
            at,
            "Scripts not permitted to cast to "
                + plain.getName()
                + "; declare what holds one with def");
      }
    }

    private void parameters(Parameter[] parameters) {
      if (parameters != null) {
        for (Parameter parameter : parameters) {
          check(parameter.getType(), parameter);
        }
      }
    }

    @Override
    protected void visitConstructorOrMethod(MethodNode node, boolean isConstructor) {
      if (!node.isSynthetic()) {
        check(node.getReturnType(), node);
        parameters(node.getParameters());
        if (CALLED_BY_JAVA.contains(node.getName())) {
          refuse(node, "Scripts not permitted to declare the method " + node.getName());
        }
      }
      super.visitConstructorOrMethod(node, isConstructor);
    }

    @Override
    public void visitField(FieldNode node) {
      check(node.getType(), node);
      super.visitField(node);
    }

    @Override
    public void visitVariableExpression(VariableExpression expression) {
      check(expression.getOriginType(), expression);
      super.visitVariableExpression(expression);
    }

    @Override
    public void visitCastExpression(CastExpression expression) {
      check(expression.getType(), expression);
      super.visitCastExpression(expression);
    }

    @Override
    public void visitForLoop(ForStatement loop) {
      check(loop.getVariable().getType(), loop);
      super.visitForLoop(loop);
    }

    @Override
    public void visitClosureExpression(ClosureExpression expression) {
      parameters(expression.getParameters());
      if (expression.getParameters() != null) {
        for (Parameter parameter : expression.getParameters()) {
          if (parameter.hasInitialExpression() && !isPlain(parameter.getInitialExpression())) {
            refuse(parameter, "A closure parameter's default must be a constant");
          }
        }
      }
      super.visitClosureExpression(expression);
    }

    private static boolean isPlain(Expression value) {
      return value instanceof ConstantExpression
          || value instanceof ListExpression list && list.getExpressions().isEmpty()
          || value instanceof MapExpression map && map.getMapEntryExpressions().isEmpty();
    }
  }
}
