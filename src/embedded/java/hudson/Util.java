package hudson;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The few text and file functions of core that are used here. */
public class Util {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:([A-Za-z0-9_]+)|\\{([A-Za-z0-9_.]+)\\}|(\\$))");

  /**
   * Replaces {@code $NAME} and <code>${NAME}</code>; unknown names stay, {@code $$} is a dollar.
   */
  public static String replaceMacro(String text, Map<String, String> properties) {
    if (text == null) {
      return null;
    }
    Matcher m = VARIABLE.matcher(text);
    StringBuilder out = new StringBuilder();
    while (m.find()) {
      String value;
      if (m.group(3) != null) {
        value = "$";
      } else {
        String known = properties.get(m.group(1) != null ? m.group(1) : m.group(2));
        value = known != null ? known : m.group();
      }
      m.appendReplacement(out, Matcher.quoteReplacement(value));
    }
    return m.appendTail(out).toString();
  }

  public static String fixNull(String text) {
    return text == null ? "" : text;
  }

  public static String fixEmpty(String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  public static String fixEmptyAndTrim(String text) {
    return text == null ? null : fixEmpty(text.trim());
  }

  /** Deletes a file or a directory with all it has; links are removed, not followed. */
  public static void deleteRecursive(File file) throws IOException {
    Path path = file.toPath();
    if (Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      deleteContentsRecursive(file);
    }
    deleteFile(file);
  }

  public static void deleteContentsRecursive(File directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (Stream<Path> stream = Files.list(directory.toPath())) {
      stream.forEach(entries::add);
    } catch (NoSuchFileException e) {
      return;
    }
    for (Path entry : entries) {
      deleteRecursive(entry.toFile());
    }
  }

  public static void deleteFile(File file) throws IOException {
    Files.deleteIfExists(file.toPath());
  }

  /** {@code NAME=value} lines as {@link Runtime#exec} takes them. */
  public static String[] mapToEnv(Map<String, String> variables) {
    return new TreeMap<>(variables)
        .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toArray(String[]::new);
  }

  static Set<PosixFilePermission> permissions(int mode) {
    StringBuilder text = new StringBuilder();
    for (int bit = 8; bit >= 0; bit--) {
      text.append((mode >> bit & 1) == 0 ? '-' : "xwr".charAt(bit % 3));
    }
    return PosixFilePermissions.fromString(text.toString());
  }
}
