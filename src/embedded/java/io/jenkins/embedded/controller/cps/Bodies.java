package io.jenkins.embedded.controller.cps;

import com.cloudbees.groovy.cps.CpsTransformer;
import com.cloudbees.groovy.cps.SerializableScript;
import com.cloudbees.groovy.cps.TransformerConfiguration;
import groovy.lang.Closure;
import groovy.lang.GroovyClassLoader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.runtime.InvokerHelper;

/** Runs several closures one after the other inside groovy-cps. */
final class Bodies {
  private Bodies() {}

  /** The branches of {@code parallel}; their values by name, as that step returns them. */
  static Object run(Map<String, Closure<?>> branches) {
    return InvokerHelper.invokeMethod(Holder.RUNNER, "branches", new LinkedHashMap<>(branches));
  }

  /** Leaves by the exception that makes groovy-cps run the call. */
  static Object run(List<Closure<?>> bodies) {
    return bodies.size() == 1
        ? bodies.get(0).call()
        : InvokerHelper.invokeMethod(Holder.RUNNER, "all", new ArrayList<>(bodies));
  }

  /** The loader that stored programs are read back with must know the runner's class. */
  static ClassLoader loader() {
    return Holder.RUNNER.getClass().getClassLoader();
  }

  private static final class Holder {
    static final Object RUNNER = compile();

    private static Object compile() {
      CompilerConfiguration configuration = new CompilerConfiguration();
      CpsTransformer transformer = new CpsTransformer();
      transformer.setConfiguration(new TransformerConfiguration());
      configuration.addCompilationCustomizers(transformer);
      configuration.setScriptBaseClass(SerializableScript.class.getName());
      GroovyClassLoader loader =
          new GroovyClassLoader(Bodies.class.getClassLoader(), configuration);
      try {
        return loader
            .parseClass(
                "def all(bodies) { def last = null; for (b in bodies) { last = b() }; last }\n"
                    + "def branches(map) { def all = [:];"
                    + " for (e in map) { all[e.key] = e.value.call() }; all }")
            .getDeclaredConstructor()
            .newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
