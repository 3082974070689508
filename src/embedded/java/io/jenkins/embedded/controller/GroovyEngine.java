package io.jenkins.embedded.controller;

import groovy.lang.Script;
import io.jenkins.embedded.controller.engine.Libraries;
import io.jenkins.embedded.controller.engine.PipelineScript;
import io.jenkins.embedded.controller.engine.Program;
import io.jenkins.embedded.controller.engine.StepCatalog;
import io.jenkins.embedded.controller.script.ScriptCompiler;
import io.jenkins.embedded.controller.script.ScriptProblem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/**
 * Runs Jenkinsfiles on Groovy 2.4, each branch on a thread. All scripts are sandboxed, whatever the
 * definition says: members without {@code @Whitelisted} are refused (DESIGN section 5, rule c).
 */
public final class GroovyEngine implements PipelineEngine {
  private final String file;
  private volatile Map<String, String> variables = Map.of();
  private final Libraries libraries;
  private final StepCatalog catalog;
  private String checkedText;
  private ScriptCompiler.Compiled checked;

  /** For jobs: the file is called Jenkinsfile, there is no library. */
  public GroovyEngine() throws IOException {
    this("Jenkinsfile", List.of());
  }

  private GroovyEngine(String file, List<String> libraries) throws IOException {
    this.file = file;
    this.libraries = Libraries.of(libraries, GroovyEngine.class.getClassLoader());
    this.catalog = new StepCatalog(this.libraries.names());
  }

  /**
   * For the command line.
   *
   * @param file the Jenkinsfile's name in messages
   * @param libraries directories of shared libraries, each {@code DIR} or {@code NAME=DIR}
   * @throws IOException where a directory is no library
   */
  public static GroovyEngine of(String file, List<String> libraries) throws IOException {
    return new GroovyEngine(file, libraries);
  }

  /**
   * Checks a script and compiles it; a following {@link #prepare} of the same text does not again.
   *
   * @throws ScriptProblem the first mistake, with its line
   */
  public synchronized Class<? extends Script> check(String text) throws ScriptProblem {
    if (!text.equals(checkedText)) {
      checked =
          new ScriptCompiler(libraries.loader(), catalog, libraries::request)
              .compile(text, file, PipelineScript.class);
      checkedText = text;
    }
    return checked.type();
  }

  /** Variables that all builds have from now on, as {@code env.NAME = value} would give them. */
  public void define(Map<String, String> given) {
    variables = Map.copyOf(given);
  }

  /** Names in the {@code parameters} section of the script that was checked last. */
  public synchronized Set<String> parameters() {
    return checked == null ? Set.of() : checked.parameters();
  }

  @Override
  public FlowExecution prepare(PipelineProgram program) throws IOException {
    try {
      Program prepared = new Program(program, check(program.script()), file, catalog, libraries);
      variables.forEach(prepared::define);
      return prepared.execution();
    } catch (ScriptProblem e) {
      throw new hudson.AbortException(e.getMessage());
    }
  }
}
