package io.jenkins.embedded.cli;

import io.jenkins.plugins.paas.core.text.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads what the command line names; what is missing is a mistake with the nearest name. */
final class Inputs {
  private Inputs() {}

  static String text(String what, Path file) throws Mistake {
    if (!Files.isRegularFile(file)) {
      throw missing(what, file);
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new Mistake(what + " " + file + " cannot be read as UTF-8 text: " + e.getMessage());
    }
  }

  static void requireFile(String what, Path file) throws Mistake {
    if (!Files.isRegularFile(file)) {
      throw missing(what, file);
    }
  }

  static void requireDirectory(String what, Path directory) throws Mistake {
    if (!Files.isDirectory(directory)) {
      throw missing(what, directory);
    }
  }

  private static Mistake missing(String what, Path file) {
    Path parent = file.toAbsolutePath().getParent();
    String hint = "";
    if (parent != null && Files.isDirectory(parent)) {
      try (Stream<Path> siblings = Files.list(parent)) {
        List<String> names = siblings.map(p -> p.getFileName().toString()).toList();
        hint =
            NearestName.suggest(file.getFileName().toString(), names)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
      } catch (IOException e) {
        hint = "; its directory cannot be read: " + e.getMessage();
      }
    }
    return new Mistake(what + " " + file + " does not exist" + hint);
  }
}
