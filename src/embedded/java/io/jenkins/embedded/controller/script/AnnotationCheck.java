package io.jenkins.embedded.controller.script;

import java.util.Map;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ImportNode;
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

  // The library is the command line's --library DIR, whatever its name in Jenkins.
  private static final Set<String> LIBRARY =
      Set.of("Library", "org.jenkinsci.plugins.workflow.libs.Library");

  AnnotationCheck() {
    super(CompilePhase.CONVERSION);
  }

  @Override
  public void call(SourceUnit source, GeneratorContext context, ClassNode classNode) {
    new Visitor(source).visitClass(classNode);
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

    Visitor(SourceUnit source) {
      this.source = source;
    }

    @Override
    protected SourceUnit getSourceUnit() {
      return source;
    }

    @Override
    public void visitAnnotations(AnnotatedNode node) {
      node.getAnnotations().removeIf(a -> LIBRARY.contains(a.getClassNode().getName()));
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
  }
}
