package io.jenkins.plugins.paas.image.build;

import com.google.cloud.tools.jib.api.MainClassFinder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What goes into the image, in the order of how seldom it changes: released dependencies,
 * snapshots, resources, classes, so that a changed class pushes one small layer. File times and
 * modes are fixed by jib, which makes the layers reproducible.
 */
final class JibLayers {

  private static final AbsoluteUnixPath LIBRARIES = AbsoluteUnixPath.get("/app/libs");
  private static final AbsoluteUnixPath CLASSES = AbsoluteUnixPath.get("/app/classes");
  private static final AbsoluteUnixPath JAR = AbsoluteUnixPath.get("/app/application.jar");

  private final List<FileEntriesLayer> layers = new ArrayList<>();
  private final List<String> command = new ArrayList<>();

  private JibLayers() {}

  static JibLayers of(JibApplication application, Path context) throws IOException {
    JibLayers result = new JibLayers();
    Path jar = application.jar() == null ? null : file(context, application.jar());
    if (jar != null && application.classes() != null) {
      throw new BuildFailure("jib takes either classes or jar, not both.");
    }
    String named =
        application.classes() == null ? JibApplication.DEFAULT_CLASSES : application.classes();
    Path classes = jar == null ? directory(context, named) : null;
    boolean libraries = false;
    if (application.dependencies() != null) {
      libraries = result.addLibraries(directory(context, application.dependencies()));
    } else if (Files.isDirectory(context.resolve(JibApplication.DEFAULT_DEPENDENCIES))) {
      libraries = result.addLibraries(context.resolve(JibApplication.DEFAULT_DEPENDENCIES));
    }
    result.command.add("java");
    result.command.addAll(application.jvmFlags());
    if (jar != null) {
      result.layers.add(
          FileEntriesLayer.builder().setName("application").addEntry(jar, JAR).build());
      String main = application.mainClass() == null ? mainClassOf(jar) : application.mainClass();
      result.command.addAll(
          List.of("-cp", libraries ? JAR + ":" + LIBRARIES + "/*" : JAR.toString(), main));
      return result;
    }
    result.addTree("resources", classes, file -> !isClass(file));
    result.addTree("classes", classes, JibLayers::isClass);
    String main = application.mainClass() == null ? findMain(classes) : application.mainClass();
    result.command.addAll(
        List.of("-cp", libraries ? CLASSES + ":" + LIBRARIES + "/*" : CLASSES.toString(), main));
    return result;
  }

  List<FileEntriesLayer> layers() {
    return layers;
  }

  /** {@code java}, flags, class path, main class. */
  List<String> command() {
    return command;
  }

  private boolean addLibraries(Path directory) throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(directory)) {
      jars = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    }
    Predicate<Path> snapshot = jar -> jar.getFileName().toString().contains("SNAPSHOT");
    addFlat("dependencies", jars.stream().filter(snapshot.negate()).toList());
    addFlat("snapshots", jars.stream().filter(snapshot).toList());
    return !jars.isEmpty();
  }

  private void addFlat(String name, List<Path> files) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    files.forEach(f -> layer.addEntry(f, LIBRARIES.resolve(f.getFileName().toString())));
    if (!files.isEmpty()) {
      layers.add(layer.build());
    }
  }

  private void addTree(String name, Path root, Predicate<Path> wanted) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(Files::isRegularFile).filter(wanted).sorted().toList();
    }
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    for (Path file : files) {
      String relative = root.relativize(file).toString().replace('\\', '/');
      layer.addEntry(file, CLASSES.resolve(relative));
    }
    if (!files.isEmpty()) {
      layers.add(layer.build());
    }
  }

  private static boolean isClass(Path file) {
    return file.toString().endsWith(".class");
  }

  private static String mainClassOf(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      String main =
          file.getManifest() == null
              ? null
              : file.getManifest().getMainAttributes().getValue("Main-Class");
      if (main == null) {
        throw new BuildFailure(jar + " has no Main-Class in its manifest: name mainClass.");
      }
      return main;
    }
  }

  private static String findMain(Path classes) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(classes)) {
      files = all.filter(JibLayers::isClass).sorted().toList();
    }
    MainClassFinder.Result result = MainClassFinder.find(files, event -> {});
    return switch (result.getType()) {
      case MAIN_CLASS_FOUND -> result.getFoundMainClass();
      case MAIN_CLASS_NOT_FOUND ->
          throw new BuildFailure(
              "No class in " + classes + " has a main method: compile first, or name mainClass.");
      case MULTIPLE_MAIN_CLASSES ->
          throw new BuildFailure(
              "Several classes have a main method: "
                  + String.join(", ", result.getFoundMainClasses().stream().sorted().toList())
                  + ". Name mainClass.");
    };
  }

  private static Path directory(Path context, String relative) throws BuildFailure {
    Path path = context.resolve(relative);
    if (!Files.isDirectory(path)) {
      throw new BuildFailure("There is no directory " + path + ": was the application compiled?");
    }
    return path;
  }

  private static Path file(Path context, String relative) throws BuildFailure {
    Path path = context.resolve(relative);
    if (!Files.isRegularFile(path)) {
      throw new BuildFailure("There is no file " + path + ": was the application built?");
    }
    return path;
  }
}
