package io.jenkins.embedded.controller.script;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Looks at a script's syntax tree before anything runs: unknown steps and arguments everywhere, and
 * the sections of a Declarative Pipeline. The first problem ends the compilation.
 */
final class PipelineCheck extends CompilationCustomizer {
  private final Vocabulary vocabulary;
  private final String file;
  private final Set<String> parameters = new LinkedHashSet<>();
  private boolean declarative;

  PipelineCheck(Vocabulary vocabulary, String file) {
    super(CompilePhase.CONVERSION);
    this.vocabulary = vocabulary;
    this.file = file;
  }

  /** Names that the {@code parameters} section declares. */
  Set<String> parameters() {
    return parameters;
  }

  /** Whether the script calls {@code pipeline} at its top. */
  boolean isDeclarative() {
    return declarative;
  }

  @Override
  public void call(SourceUnit source, GeneratorContext context, ClassNode classNode) {
    ModuleNode module = source.getAST();
    if (!classNode.isScript()) {
      return;
    }
    Set<String> declared = declaredNames(module);
    CallCheck calls = new CallCheck(this, vocabulary, declared);
    for (Statement statement : module.getStatementBlock().getStatements()) {
      MethodCallExpression call = Syntax.call(statement);
      if (call != null && call.isImplicitThis() && "pipeline".equals(call.getMethodAsString())) {
        declarative = true;
        new DeclarativeCheck(this, calls).pipeline(call);
      } else {
        statement.visit(calls);
      }
    }
    for (MethodNode method : module.getMethods()) {
      if (method.getCode() != null) {
        method.getCode().visit(calls);
      }
    }
  }

  private static Set<String> declaredNames(ModuleNode module) {
    Set<String> names = new HashSet<>();
    for (MethodNode method : module.getMethods()) {
      names.add(method.getName());
    }
    for (ClassNode type : module.getClasses()) {
      names.add(type.getNameWithoutPackage());
    }
    names.addAll(module.getStaticImports().keySet());
    DeclaredNames visitor = new DeclaredNames(names);
    module.getStatementBlock().visit(visitor);
    for (MethodNode method : module.getMethods()) {
      visitor.parameters(method.getParameters());
      if (method.getCode() != null) {
        method.getCode().visit(visitor);
      }
    }
    return names;
  }

  /** Ends the compilation with a problem at that node. */
  Found problem(ASTNode at, String text) {
    return new Found(new ScriptProblem(file, at.getLineNumber(), text));
  }

  /** The nearest valid name, as a suffix of a message. */
  static String suggestion(String name, List<String> candidates) {
    return Names.suggestion(name, candidates);
  }

  /** Carries a problem through the compiler, which knows no checked exceptions. */
  static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ScriptProblem problem;

    Found(ScriptProblem problem) {
      super(problem.getMessage(), null, false, false);
      this.problem = problem;
    }

    ScriptProblem problem() {
      return problem;
    }
  }
}
