package io.jenkins.embedded.controller.engine;

import groovy.lang.GroovyClassLoader;
import groovy.lang.Script;
import io.jenkins.embedded.controller.script.ScriptCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A shared library from a directory: {@code vars/NAME.groovy} are global variables, callable where
 * they have a method {@code call}; {@code src} holds classes. Compiled when first used.
 */
public final class Library {
  private final Map<String, Path> variables;
  private final GroovyClassLoader loader;

  private Library(Map<String, Path> variables, GroovyClassLoader loader) {
    this.variables = variables;
    this.loader = loader;
  }

  public static Library none(ClassLoader parent) {
    return new Library(Map.of(), new GroovyClassLoader(parent));
  }

  /**
   * @throws IOException where the directory has neither {@code vars} nor {@code src}
   */
  public static Library in(Path directory, ClassLoader parent) throws IOException {
    Path vars = directory.resolve("vars");
    Path classes = directory.resolve("src");
    if (!Files.isDirectory(vars) && !Files.isDirectory(classes)) {
      throw new IOException(
          directory + " is no shared library: it has neither a directory vars nor src");
    }
    Map<String, Path> variables = new LinkedHashMap<>();
    if (Files.isDirectory(vars)) {
      try (Stream<Path> files = Files.list(vars)) {
        files
            .filter(f -> f.getFileName().toString().endsWith(".groovy"))
            .sorted()
            .forEach(f -> variables.put(f.getFileName().toString().replace(".groovy", ""), f));
      }
    }
    GroovyClassLoader loader =
        new GroovyClassLoader(parent, ScriptCompiler.configuration(PipelineScript.class));
    if (Files.isDirectory(classes)) {
      loader.addURL(classes.toUri().toURL());
    }
    return new Library(variables, loader);
  }

  public Set<String> names() {
    return variables.keySet();
  }

  /** The parent of scripts that use the library's classes. */
  public ClassLoader loader() {
    return loader;
  }

  /** The variable's script object for one build, or null where there is no such variable. */
  Object instance(String name, Program program) {
    Path file = variables.get(name);
    if (file == null) {
      return null;
    }
    try {
      Class<? extends Script> type = loader.parseClass(file.toFile()).asSubclass(Script.class);
      return program.instance(type);
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException("library variable " + file + ": " + e.getMessage(), e);
    }
  }
}
