package io.jenkins.embedded.controller.script;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.CatchStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.IfStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.ThrowStatement;
import org.codehaus.groovy.ast.stmt.TryCatchStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.syntax.Token;
import org.codehaus.groovy.syntax.Types;

/**
 * Writes {@code catch (A | B e)} as one catch that asks for the types. Groovy's parser makes
 * several of it that share one block, which the sandbox would then transform more than once.
 */
final class SharedCatches extends CompilationCustomizer {
  SharedCatches() {
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
    public void visitTryCatchFinally(TryCatchStatement statement) {
      List<CatchStatement> catches = statement.getCatchStatements();
      Map<Statement, List<CatchStatement>> byBlock = new IdentityHashMap<>();
      List<List<CatchStatement>> groups = new ArrayList<>();
      for (CatchStatement one : catches) {
        List<CatchStatement> group =
            byBlock.computeIfAbsent(
                one.getCode(),
                block -> {
                  List<CatchStatement> made = new ArrayList<>();
                  groups.add(made);
                  return made;
                });
        group.add(one);
      }
      if (groups.size() < catches.size()) {
        CatchStatement all = all(groups, statement);
        catches.clear();
        catches.add(all);
      }
      super.visitTryCatchFinally(statement);
    }

    private CatchStatement all(List<List<CatchStatement>> groups, Statement at) {
      String name = "caught$" + count++;
      Statement chain = new ThrowStatement(new VariableExpression(name));
      chain.setSourcePosition(at);
      for (int i = groups.size() - 1; i >= 0; i--) {
        chain = branch(groups.get(i), name, chain);
      }
      BlockStatement block = new BlockStatement();
      block.addStatement(chain);
      CatchStatement all =
          new CatchStatement(new Parameter(ClassHelper.make(Throwable.class), name), block);
      all.setSourcePosition(at);
      return all;
    }

    private static Statement branch(List<CatchStatement> group, String name, Statement otherwise) {
      CatchStatement first = group.get(0);
      Expression condition = null;
      for (CatchStatement one : group) {
        Expression asks = asks(one, name);
        condition =
            condition == null
                ? asks
                : new BinaryExpression(condition, token("||", Types.LOGICAL_OR, one), asks);
      }
      BlockStatement block = new BlockStatement();
      block.addStatement(
          new ExpressionStatement(
              new DeclarationExpression(
                  new VariableExpression(first.getVariable().getName()),
                  token("=", Types.ASSIGN, first),
                  new VariableExpression(name))));
      block.addStatement(first.getCode());
      Statement branch = new IfStatement(new BooleanExpression(condition), block, otherwise);
      branch.setSourcePosition(first);
      return branch;
    }

    private static Expression asks(CatchStatement one, String name) {
      ClassNode type = one.getExceptionType();
      // catch (e) without a type is for exceptions.
      boolean untyped = type == ClassHelper.DYNAMIC_TYPE || type == ClassHelper.OBJECT_TYPE;
      ClassNode asked = untyped ? ClassHelper.make(Exception.class) : type;
      return new BinaryExpression(
          new VariableExpression(name),
          token("instanceof", Types.KEYWORD_INSTANCEOF, one),
          new ClassExpression(asked));
    }

    private static Token token(String text, int type, CatchStatement at) {
      return new Token(type, text, at.getLineNumber(), at.getColumnNumber());
    }
  }
}
