package io.jenkins.embedded.controller.script;

import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyCodeSource;
import groovy.lang.Script;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.customizers.ImportCustomizer;
import org.codehaus.groovy.control.messages.ExceptionMessage;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;
import org.kohsuke.groovy.sandbox.SandboxTransformer;

/** Compiles Jenkinsfiles and library scripts, sandboxed, with the imports that Jenkins adds. */
public final class ScriptCompiler {
  // Grape downloads code; none of the others has a use in a Jenkinsfile, and loading them costs
  // time.
  private static final Set<String> DISABLED =
      Set.of(
          "groovy.grape.GrabAnnotationTransformation",
          "org.codehaus.groovy.ast.builder.AstBuilderTransformation",
          "org.codehaus.groovy.transform.ASTTestTransformation");

  private final Vocabulary vocabulary;
  private final ClassLoader parent;
  private final Consumer<String> libraries;

  /**
   * @param parent knows the classes of libraries
   * @param libraries told of what {@code @Library} names, before classes are looked for; it throws
   *     IllegalArgumentException for a library that is not there
   */
  public ScriptCompiler(ClassLoader parent, Vocabulary vocabulary, Consumer<String> libraries) {
    this.parent = parent;
    this.vocabulary = vocabulary;
    this.libraries = libraries;
  }

  /**
   * A compiled script.
   *
   * @param type extends the base class, not instantiated yet
   * @param declarative whether it calls {@code pipeline}
   * @param parameters names in its {@code parameters} section, in their order
   */
  public record Compiled(
      Class<? extends Script> type, boolean declarative, Set<String> parameters) {}

  /**
   * Checks and compiles.
   *
   * @param file name for messages and stack traces
   * @throws ScriptProblem the first problem found, with its line
   */
  public Compiled compile(String text, String file, Class<? extends Script> base)
      throws ScriptProblem {
    PipelineCheck check = new PipelineCheck(vocabulary, file);
    CompilerConfiguration configuration = configuration(base, libraries);
    configuration.addCompilationCustomizers(check);
    try {
      GroovyClassLoader loader = new GroovyClassLoader(parent, configuration);
      GroovyCodeSource source = new GroovyCodeSource(text, file, "/paas/script");
      source.setCachable(false);
      Class<? extends Script> type = loader.parseClass(source).asSubclass(Script.class);
      return new Compiled(type, check.isDeclarative(), check.parameters());
    } catch (PipelineCheck.Found found) {
      throw found.problem();
    } catch (MultipleCompilationErrorsException e) {
      throw problem(e, file);
    } catch (CompilationFailedException e) {
      throw new ScriptProblem(file, 0, e.getMessage());
    } catch (ClassCastException e) {
      throw new ScriptProblem(file, 1, "The file holds a class and no script");
    }
  }

  /** The configuration that libraries share. */
  public static CompilerConfiguration configuration(Class<? extends Script> base) {
    return configuration(base, library -> {});
  }

  private static CompilerConfiguration configuration(
      Class<? extends Script> base, Consumer<String> libraries) {
    CompilerConfiguration configuration = new CompilerConfiguration();
    configuration.setDisabledGlobalASTTransformations(DISABLED);
    configuration.setScriptBaseClass(base.getName());
    ImportCustomizer imports = new ImportCustomizer();
    imports.addStarImports("com.cloudbees.groovy.cps", "hudson.model", "jenkins.model");
    configuration.addCompilationCustomizers(
        imports,
        new AnnotationCheck(libraries),
        new LanguageCheck(),
        new SharedCatches(),
        new TupleAssignments(),
        new TypeCheck(),
        new SandboxTransformer());
    return configuration;
  }

  private static ScriptProblem problem(MultipleCompilationErrorsException e, String file) {
    List<?> errors = e.getErrorCollector().getErrors();
    Object first = errors.get(0);
    if (first instanceof SyntaxErrorMessage syntax) {
      SyntaxException cause = syntax.getCause();
      String text = cause.getOriginalMessage();
      int cut = text.indexOf(" @ line ");
      text = (cut < 0 ? text : text.substring(0, cut)).trim();
      return new ScriptProblem(
          file,
          cause.getLine(),
          text.equals("unexpected token:") ? "unexpected end of the file" : text);
    }
    if (first instanceof ExceptionMessage message) {
      Throwable cause = message.getCause();
      if (cause instanceof PipelineCheck.Found found) {
        return found.problem();
      }
      return new ScriptProblem(file, 0, String.valueOf(cause));
    }
    return new ScriptProblem(file, 0, String.valueOf(first));
  }
}
