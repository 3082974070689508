package io.jenkins.embedded.controller.cps;

import java.util.Set;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/** Takes {@code @Library} away, which Jenkins acts on before it compiles the script. */
final class LibraryAnnotations extends CompilationCustomizer {
  private static final Set<String> LIBRARY =
      Set.of("Library", "org.jenkinsci.plugins.workflow.libs.Library");

  LibraryAnnotations() {
    super(CompilePhase.CONVERSION);
  }

  @Override
  public void call(SourceUnit source, GeneratorContext context, ClassNode classNode) {
    new ClassCodeVisitorSupport() {
      @Override
      protected SourceUnit getSourceUnit() {
        return source;
      }

      @Override
      public void visitAnnotations(AnnotatedNode node) {
        node.getAnnotations().removeIf(a -> LIBRARY.contains(a.getClassNode().getName()));
      }
    }.visitClass(classNode);
  }
}
