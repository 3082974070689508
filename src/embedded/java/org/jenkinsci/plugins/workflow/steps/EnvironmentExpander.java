package org.jenkinsci.plugins.workflow.steps;

import hudson.EnvVars;
import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Changes the environment of a block. */
public abstract class EnvironmentExpander implements Serializable {
  private static final long serialVersionUID = 1L;

  public abstract void expand(EnvVars env) throws IOException, InterruptedException;

  /** Names whose values must not be shown. */
  public Set<String> getSensitiveVariables() {
    return Set.of();
  }

  public static EnvironmentExpander constant(Map<String, String> env) {
    return new Constant(new LinkedHashMap<>(env));
  }

  /** The second after the first; either may be null. */
  public static EnvironmentExpander merge(
      EnvironmentExpander original, EnvironmentExpander subsequent) {
    if (original == null || subsequent == null) {
      return original == null ? subsequent : original;
    }
    return new Merged(original, subsequent);
  }

  private static final class Constant extends EnvironmentExpander {
    private static final long serialVersionUID = 1L;
    private final LinkedHashMap<String, String> variables;

    Constant(LinkedHashMap<String, String> variables) {
      this.variables = variables;
    }

    @Override
    public void expand(EnvVars env) {
      env.overrideAll(variables);
    }
  }

  private static final class Merged extends EnvironmentExpander {
    private static final long serialVersionUID = 1L;
    private final EnvironmentExpander original;
    private final EnvironmentExpander subsequent;

    Merged(EnvironmentExpander original, EnvironmentExpander subsequent) {
      this.original = original;
      this.subsequent = subsequent;
    }

    @Override
    public void expand(EnvVars env) throws IOException, InterruptedException {
      original.expand(env);
      subsequent.expand(env);
    }

    @Override
    public Set<String> getSensitiveVariables() {
      Set<String> names = new LinkedHashSet<>(original.getSensitiveVariables());
      names.addAll(subsequent.getSensitiveVariables());
      return names;
    }
  }
}
