package io.jenkins.embedded.controller.script;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ImportNode;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/**
 * Refuses annotations but a few: one can run code while the script is compiled, before any sandbox
 * is there. Done before types are resolved, and so before annotations are acted on.
 */
final class AnnotationCheck extends CompilationCustomizer {
  private static final Map<String, String> ALLOWED =
      Map.of(
          "NonCPS", "com.cloudbees.groovy.cps.NonCPS",
          "Field", "groovy.transform.Field",
          "ToString", "groovy.transform.ToString",
          "EqualsAndHashCode", "groovy.transform.EqualsAndHashCode",
          "Override", "java.lang.Override",
          "Deprecated", "java.lang.Deprecated",
          "SuppressWarnings", "java.lang.SuppressWarnings");

  private static final Set<String> LIBRARY =
      Set.of("Library", "org.jenkinsci.plugins.workflow.libs.Library");

  private final Consumer<String> libraries;

  /**
   * @param libraries told of what {@code @Library} names, before the script's classes are looked
   *     for
   */
  AnnotationCheck(Consumer<String> libraries) {
    super(CompilePhase.CONVERSION);
    this.libraries = libraries;
  }

  @Override
  public void call(SourceUnit source, GeneratorContext context, ClassNode classNode) {
    new Visitor(source, libraries).visitClass(classNode);
    for (ImportNode imported : source.getAST().getImports()) {
      // import …ASTTest as NonCPS
      String genuine = ALLOWED.get(imported.getAlias());
      if (genuine != null && !genuine.equals(imported.getClassName())) {
        refuse(source, imported, imported.getClassName());
      }
    }
  }

  private static void refuse(SourceUnit source, ASTNode at, String name) {
    source
        .getErrorCollector()
        .addErrorAndContinue(
            new SyntaxErrorMessage(
                new SyntaxException(
                    "Scripts not permitted to use the annotation @"
                        + name
                        + "; permitted are "
                        + String.join(", ", ALLOWED.keySet().stream().sorted().toList()),
                    at.getLineNumber(),
                    at.getColumnNumber()),
                source));
  }

  /** Visits what the compiler itself visits to find annotations. */
  private static final class Visitor extends ClassCodeVisitorSupport {
    private final SourceUnit source;
    private final Consumer<String> libraries;

    Visitor(SourceUnit source, Consumer<String> libraries) {
      this.source = source;
      this.libraries = libraries;
    }

    @Override
    protected SourceUnit getSourceUnit() {
      return source;
    }

    @Override
    public void visitAnnotations(AnnotatedNode node) {
      for (AnnotationNode annotation : List.copyOf(node.getAnnotations())) {
        if (LIBRARY.contains(annotation.getClassNode().getName())) {
          node.getAnnotations().remove(annotation);
          load(annotation);
        }
      }
      for (AnnotationNode annotation : node.getAnnotations()) {
        String name = annotation.getClassNode().getName();
        // The compiler's own ones, such as the script's base class, are in no line.
        if (annotation.getLineNumber() > 0
            && !ALLOWED.containsKey(name)
            && !ALLOWED.containsValue(name)) {
          refuse(source, annotation, name);
        }
      }
    }

    private void load(AnnotationNode annotation) {
      Expression value = annotation.getMember("value");
      List<Expression> names = value instanceof ListExpression l ? l.getExpressions() : List.of();
      try {
        for (Expression name : names.isEmpty() && value != null ? List.of(value) : names) {
          libraries.accept(name.getText());
        }
      } catch (IllegalArgumentException e) {
        source
            .getErrorCollector()
            .addErrorAndContinue(
                new SyntaxErrorMessage(
                    new SyntaxException(
                        e.getMessage(), annotation.getLineNumber(), annotation.getColumnNumber()),
                    source));
      }
    }
  }
}
