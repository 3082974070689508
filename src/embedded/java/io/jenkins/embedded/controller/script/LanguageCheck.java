package io.jenkins.embedded.controller.script;

import java.util.List;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.MethodPointerExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.SynchronizedStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/**
 * Refuses what Groovy has and Jenkins' interpreter has not. Methods with {@code @NonCPS} are not
 * interpreted there, so anything goes in them.
 */
final class LanguageCheck extends CompilationCustomizer {
  private static final List<String> NON_CPS = List.of("NonCPS", "com.cloudbees.groovy.cps.NonCPS");

  LanguageCheck() {
    super(CompilePhase.CONVERSION);
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

    @Override
    public void visitMethod(MethodNode node) {
      boolean interpreted =
          node.getAnnotations().stream()
              .noneMatch(a -> NON_CPS.contains(a.getClassNode().getName()));
      if (interpreted) {
        super.visitMethod(node);
      }
    }

    @Override
    public void visitSynchronizedStatement(SynchronizedStatement statement) {
      refuse(statement, "synchronized cannot be run by Jenkins' interpreter: use @NonCPS methods");
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
      if (call.isSpreadSafe()) {
        refuse(
            call,
            "*. with a method cannot be run by Jenkins' interpreter: write collect { it."
                + call.getMethodAsString()
                + "() }");
      }
      super.visitMethodCallExpression(call);
    }

    @Override
    public void visitMethodPointerExpression(MethodPointerExpression pointer) {
      if (pointer.getExpression() instanceof VariableExpression variable
          && variable.isThisExpression()) {
        refuse(
            pointer,
            "this.& cannot be called by Jenkins' interpreter: write { it -> "
                + pointer.getMethodName().getText()
                + "(it) }");
      }
      super.visitMethodPointerExpression(pointer);
    }

    @Override
    public void visitClosureExpression(ClosureExpression closure) {
      if (closure.getParameters() != null) {
        for (Parameter parameter : closure.getParameters()) {
          if (parameter.hasInitialExpression()) {
            refuse(
                parameter,
                "Jenkins' interpreter gives null for the default of the closure's parameter '"
                    + parameter.getName()
                    + "': use a method, or a @NonCPS method around the closure");
          }
        }
      }
      super.visitClosureExpression(closure);
    }

    private void refuse(ASTNode at, String text) {
      source
          .getErrorCollector()
          .addErrorAndContinue(
              new SyntaxErrorMessage(
                  new SyntaxException(text, at.getLineNumber(), at.getColumnNumber()), source));
    }
  }
}
