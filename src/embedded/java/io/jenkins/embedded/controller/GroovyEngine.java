package io.jenkins.embedded.controller;

import groovy.lang.Script;
import io.jenkins.embedded.controller.engine.Library;
import io.jenkins.embedded.controller.engine.PipelineScript;
import io.jenkins.embedded.controller.engine.Program;
import io.jenkins.embedded.controller.engine.StepCatalog;
import io.jenkins.embedded.controller.script.ScriptCompiler;
import io.jenkins.embedded.controller.script.ScriptProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/**
 * Runs Jenkinsfiles on Groovy 2.4, each branch on a thread. All scripts are sandboxed, whatever the
 * definition says: members without {@code @Whitelisted} are refused (DESIGN section 5, rule c).
 */
public final class GroovyEngine implements PipelineEngine {
  private final String file;
  private final Library library;
  private final StepCatalog catalog;
  private String checkedText;
  private ScriptCompiler.Compiled checked;

  /** For jobs: the file is called Jenkinsfile, there is no library. */
  public GroovyEngine() {
    this("Jenkinsfile", Library.none(GroovyEngine.class.getClassLoader()));
  }

  private GroovyEngine(String file, Library library) {
    this.file = file;
    this.library = library;
    this.catalog = new StepCatalog(library.names());
  }

  /**
   * For the command line.
   *
   * @param file the Jenkinsfile's name in messages
   * @param library directory of a shared library, or null
   * @throws IOException where the directory is no library
   */
  public static GroovyEngine of(String file, Path library) throws IOException {
    ClassLoader parent = GroovyEngine.class.getClassLoader();
    return new GroovyEngine(
        file, library == null ? Library.none(parent) : Library.in(library, parent));
  }

  /**
   * Checks a script and compiles it; a following {@link #prepare} of the same text does not again.
   *
   * @throws ScriptProblem the first mistake, with its line
   */
  public synchronized Class<? extends Script> check(String text) throws ScriptProblem {
    if (!text.equals(checkedText)) {
      checked =
          new ScriptCompiler(library.loader(), catalog).compile(text, file, PipelineScript.class);
      checkedText = text;
    }
    return checked.type();
  }

  /** Names in the {@code parameters} section of the script that was checked last. */
  public synchronized Set<String> parameters() {
    return checked == null ? Set.of() : checked.parameters();
  }

  @Override
  public FlowExecution prepare(PipelineProgram program) throws IOException {
    try {
      return new Program(program, check(program.script()), file, catalog, library).execution();
    } catch (ScriptProblem e) {
      throw new hudson.AbortException(e.getMessage());
    }
  }
}
