package io.jenkins.embedded.platform.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line of a container on this machine: {@code java} is this machine's JDK, paths of the
 * image point into its unpacked directory.
 */
final class ContainerCommand {
  private static final Set<String> CLASS_PATHS =
      Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path", "--upgrade-module-path");
  private static final Pattern VALUE =
      Pattern.compile("(-(?:D[^=]+=|javaagent:|agentpath:|XX:[A-Za-z]+=)|--[a-z-]+=)(/.*)");
  private static final Pattern BOOT_PATH = Pattern.compile("(-Xbootclasspath(?:/[ap])?:)(.*)");

  private final UnpackedImage image;
  private final Path files;

  /**
   * @param files a directory for rewritten argument files
   */
  ContainerCommand(UnpackedImage image, Path files) {
    this.image = image;
    this.files = files;
  }

  /**
   * @param command the container's own, or empty for the image's Entrypoint and Cmd
   * @param limits JVM options that stand for the container's limits
   * @throws ContainerFailure when the entrypoint is not Java
   */
  List<String> line(
      List<String> command,
      List<String> arguments,
      List<String> limits,
      Map<String, String> environment)
      throws ContainerFailure, IOException {
    List<String> argv = new ArrayList<>(command.isEmpty() ? image.strings("Entrypoint") : command);
    if (!arguments.isEmpty()) {
      argv.addAll(arguments);
    } else if (command.isEmpty()) {
      argv.addAll(image.strings("Cmd"));
    }
    if (argv.isEmpty()) {
      throw error("the image states neither Entrypoint nor Cmd");
    }
    argv.replaceAll(word -> Variables.expand(word, environment));
    String program = argv.get(0);
    if (!program.equals("java") && !program.endsWith("/bin/java")) {
      throw error(
          "the entrypoint '"
              + program
              + "' is not java: the embedded runtime is a stand-in that runs JVM images only");
    }
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(limits);
    boolean path = false;
    for (String argument : argv.subList(1, argv.size())) {
      line.add(path && !argument.startsWith("@") ? classPath(argument) : argument(argument));
      path = CLASS_PATHS.contains(argument);
    }
    return line;
  }

  private static ContainerFailure error(String message) {
    return new ContainerFailure("CreateContainerError", message);
  }

  private String argument(String argument) throws IOException {
    if (argument.startsWith("@/")) {
      return argumentFile(argument.substring(1));
    }
    Matcher boot = BOOT_PATH.matcher(argument);
    if (boot.matches()) {
      return boot.group(1) + classPath(boot.group(2));
    }
    Matcher value = VALUE.matcher(argument);
    if (value.matches()) {
      boolean path = value.group(1).matches("--(class|module)-path=");
      return value.group(1) + (path ? classPath(value.group(2)) : existing(value.group(2)));
    }
    return argument.startsWith("/") ? existing(argument) : argument;
  }

  /** Class path entries never come from this machine, whether the image has them or not. */
  private String classPath(String path) {
    return Stream.of(path.split(":"))
        .map(entry -> entry.startsWith("/") ? image.inside(entry).toString() : entry)
        .collect(Collectors.joining(":"));
  }

  /** A path, or a path with options behind "=", if the image has it; else as it stands. */
  private String existing(String argument) {
    int options = argument.indexOf('=');
    String path = options < 0 ? argument : argument.substring(0, options);
    Path inside = image.inside(path);
    return Files.exists(inside)
        ? inside + (options < 0 ? "" : argument.substring(options))
        : argument;
  }

  /** jib writes {@code @/app/jib-classpath-file} and {@code @/app/jib-main-class-file}. */
  private String argumentFile(String path) throws IOException {
    Path file = image.inside(path);
    if (!Files.isRegularFile(file)) {
      return "@" + path;
    }
    List<String> words = new ArrayList<>();
    for (String word : Files.readString(file).strip().split("\\s+")) {
      String bare = word.replace("\"", "");
      String mapped = bare.startsWith("/") ? classPath(bare) : argument(bare);
      words.add('"' + mapped.replace("\\", "\\\\") + '"');
    }
    Files.createDirectories(files);
    Path rewritten = files.resolve(file.getFileName());
    Files.writeString(rewritten, String.join("\n", words));
    return "@" + rewritten;
  }
}
