package io.jenkins.embedded.controller.cps;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.CpsTransformer;
import com.cloudbees.groovy.cps.Envs;
import com.cloudbees.groovy.cps.ObjectInputStreamWithLoader;
import com.cloudbees.groovy.cps.Outcome;
import com.cloudbees.groovy.cps.TransformerConfiguration;
import com.cloudbees.groovy.cps.sandbox.Invoker;
import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyCodeSource;
import groovy.lang.Script;
import io.jenkins.embedded.controller.script.ScriptProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.customizers.ImportCustomizer;

/**
 * Runs a script once under groovy-cps, the interpreter of Jenkins, with stubs in place of all steps
 * (DESIGN section 5, rule h). At each step without a body the program is suspended, serialised,
 * read back, and the copy goes on; all bodies and all sections of a Declarative Pipeline are run.
 */
public final class CpsRun {
  // A script that loops until a step answers would never end on stubs.
  private static final int MOST_STEPS = 2000;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private CpsRun() {}

  /**
   * What was seen.
   *
   * @param steps calls of steps and sections
   * @param saves how often the program was suspended, serialised and read back
   */
  public record Counts(int steps, int saves) {}

  /** As {@link #of(String, String, List, Duration)}, without a library, for 20 seconds at most. */
  public static Counts of(String text, String file) throws ScriptProblem {
    return of(text, file, List.of(), PATIENCE);
  }

  /** As {@link #of(String, String, List, Duration)}, for 20 seconds at most. */
  public static Counts of(String text, String file, List<URL> classes) throws ScriptProblem {
    return of(text, file, classes, PATIENCE);
  }

  /**
   * @param classes directories of classes in Groovy that the script may use
   * @param patience after which the script is given up
   * @throws ScriptProblem where groovy-cps cannot compile, run or store the script, or does not
   *     come to its end; the message says which, with the line where there is one
   */
  public static Counts of(String text, String file, List<URL> classes, Duration patience)
      throws ScriptProblem {
    FutureTask<Counts> task =
        new FutureTask<>(() -> run(text, file, classes, new LimitedInvoker(patience)));
    // A loop without any operation in it can only be left behind.
    Thread thread = new Thread(task, "groovy-cps " + file);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(2 * patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ScriptProblem(file, 0, "under groovy-cps: no end after " + patience.toSeconds());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ScriptProblem problem) {
        throw problem;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScriptProblem(file, 0, "under groovy-cps: interrupted");
    }
  }

  @SuppressWarnings("rawtypes") // as Continuable has it
  private static Counts run(String text, String file, List<URL> classes, Invoker invoker)
      throws ScriptProblem {
    StubScript.reset();
    int saves = 0;
    List<Class> categories = new ArrayList<>(Continuable.categories);
    categories.add(StoredIterators.class);
    try {
      GroovyClassLoader loader = new GroovyClassLoader(Bodies.loader(), configuration());
      classes.forEach(loader::addURL);
      GroovyCodeSource source = new GroovyCodeSource(text, file, "/paas/cps");
      Script script = (Script) loader.parseClass(source).getDeclaredConstructor().newInstance();
      script.setBinding(new Binding());
      Continuable program = new Continuable(script, Envs.empty(invoker));
      Outcome outcome = program.run0(new Outcome(null, null), categories);
      while (program.isResumable()) {
        if (outcome.getAbnormal() != null) {
          throw outcome.getAbnormal();
        }
        if (++saves > MOST_STEPS) {
          break;
        }
        program = copy(program, loader);
        outcome = program.run0(new Outcome(new StubValue(), null), categories);
      }
      if (outcome.getAbnormal() != null) {
        throw outcome.getAbnormal();
      }
    } catch (CompilationFailedException e) {
      throw new ScriptProblem(file, 0, "groovy-cps cannot compile it: " + e.getMessage());
    } catch (Throwable t) {
      throw new ScriptProblem(file, line(t, file), "under groovy-cps: " + t);
    }
    return new Counts(StubScript.calls(), saves);
  }

  private static CompilerConfiguration configuration() {
    CompilerConfiguration configuration = new CompilerConfiguration();
    ImportCustomizer imports = new ImportCustomizer();
    imports.addStarImports("com.cloudbees.groovy.cps", "hudson.model", "jenkins.model");
    CpsTransformer transformer = new CpsTransformer();
    transformer.setConfiguration(new TransformerConfiguration());
    configuration.addCompilationCustomizers(imports, new LibraryAnnotations(), transformer);
    configuration.setScriptBaseClass(StubScript.class.getName());
    return configuration;
  }

  private static Continuable copy(Continuable program, ClassLoader loader)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(program);
    }
    try (ObjectInputStreamWithLoader in =
        new ObjectInputStreamWithLoader(new ByteArrayInputStream(bytes.toByteArray()), loader)) {
      return (Continuable) in.readObject();
    }
  }

  private static int line(Throwable t, String file) {
    for (StackTraceElement element : t.getStackTrace()) {
      if (file.equals(element.getFileName()) && element.getLineNumber() > 0) {
        return element.getLineNumber();
      }
    }
    return 0;
  }
}
