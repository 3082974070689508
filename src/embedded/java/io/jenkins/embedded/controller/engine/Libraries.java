package io.jenkins.embedded.controller.engine;

import groovy.lang.GroovyClassLoader;
import groovy.lang.Script;
import hudson.AbortException;
import io.jenkins.embedded.controller.script.ScriptCompiler;
import io.jenkins.plugins.paas.core.text.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The shared libraries of a build. One without a name is there from the start, and is whatever
 * library a script asks for that has no directory of its own; named ones are there once a script
 * asks for them, by {@code @Library} or by the step {@code library}.
 */
public final class Libraries {
  private final List<Library> given = new ArrayList<>();
  private final List<Library> loaded = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final GroovyClassLoader loader;

  private Libraries(ClassLoader parent) {
    loader = new GroovyClassLoader(parent, ScriptCompiler.configuration(PipelineScript.class));
  }

  /**
   * @param directories each {@code DIR} or {@code NAME=DIR}
   * @throws IOException where one is no library, or two have one name
   */
  public static Libraries of(List<String> directories, ClassLoader parent) throws IOException {
    Libraries libraries = new Libraries(parent);
    Set<String> names = new LinkedHashSet<>();
    for (String text : directories) {
      int equals = text.indexOf('=');
      String name =
          equals > 0 && !Files.isDirectory(Path.of(text)) ? text.substring(0, equals) : null;
      if (!names.add(name)) {
        throw new IOException(
            name == null
                ? "only one --library may be without a name: write --library NAME=DIR"
                : "two libraries are called '" + name + "'");
      }
      String directory = name == null ? text : text.substring(equals + 1);
      Library library = Library.in(name, Path.of(directory).toAbsolutePath().normalize());
      libraries.given.add(library);
      if (name == null) {
        libraries.add(library);
      }
    }
    return libraries;
  }

  private void add(Library library) throws IOException {
    if (!loaded.contains(library)) {
      loaded.add(library);
      if (Files.isDirectory(library.classes())) {
        loader.addURL(library.classes().toUri().toURL());
      }
    }
  }

  /**
   * Makes a library's variables and classes known.
   *
   * @param identifier {@code name} or {@code name@version}; the directory is the version
   * @throws AbortException naming the libraries that there are
   */
  synchronized Library load(String identifier) throws IOException {
    int at = identifier.indexOf('@');
    String name = at < 0 ? identifier : identifier.substring(0, at);
    Library library = find(name);
    if (library == null) {
      List<String> known = given.stream().map(Library::name).filter(Objects::nonNull).toList();
      throw new AbortException(
          "No library named '"
              + name
              + "' is known"
              + (known.isEmpty() ? "" : "; known are " + String.join(", ", known))
              + "."
              + NearestName.suggest(name, known).map(n -> " Did you mean '" + n + "'?").orElse("")
              + " Give its directory: --library "
              + name
              + "=DIR");
    }
    add(library);
    notes.add("Loading library " + identifier + " from " + library.directory());
    return library;
  }

  private Library find(String name) {
    Library anyName = null;
    for (Library library : given) {
      if (name.equals(library.name())) {
        return library;
      }
      anyName = library.name() == null ? library : anyName;
    }
    return anyName;
  }

  /** What {@code @Library} asks for, while the script is compiled. */
  public void request(String identifier) {
    try {
      load(identifier);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Lines for the log that were not printed yet. */
  synchronized List<String> takeNotes() {
    List<String> taken = List.copyOf(notes);
    notes.clear();
    return taken;
  }

  /** Variables of all libraries that were given, loaded or not. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    given.forEach(library -> names.addAll(library.variables().keySet()));
    return names;
  }

  /** The parent of scripts that use the libraries' classes. */
  public ClassLoader loader() {
    return loader;
  }

  /** The variable's script object for one build, or null where there is no such variable. */
  synchronized Object instance(String name, Program program) {
    for (Library library : loaded) {
      Path file = library.variables().get(name);
      if (file != null) {
        try {
          Class<? extends Script> type = loader.parseClass(file.toFile()).asSubclass(Script.class);
          return program.instance(type);
        } catch (IOException | ReflectiveOperationException e) {
          throw new IllegalStateException("library variable " + file + ": " + e.getMessage(), e);
        }
      }
    }
    return null;
  }

  /** The file of a resource. */
  public synchronized Path resource(String path) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Library library : loaded) {
      Path file = library.resource(path);
      if (file != null) {
        found.add(file);
      }
    }
    if (found.size() != 1) {
      throw new AbortException(
          found.isEmpty()
              ? "No such library resource " + path + " could be found."
              : "Library resource " + path + " ambiguous among libraries: " + found);
    }
    return found.get(0);
  }

  /** What the step {@code library} returns. */
  public Object classes(String identifier) throws IOException {
    return new LibraryClasses(load(identifier).classes(), loader);
  }
}
