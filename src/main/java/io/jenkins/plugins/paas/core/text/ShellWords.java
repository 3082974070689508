package io.jenkins.plugins.paas.core.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one place where values become text of a POSIX shell script. */
public final class ShellWords {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellWords() {}

  /**
   * One word that the shell reads as exactly this text (POSIX 2.2.2: nothing is special between
   * single quotes but the single quote).
   *
   * @throws IllegalArgumentException for a NUL, which no argument can hold
   */
  public static String quote(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("an argument of a command cannot hold a NUL character");
    }
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** A command line of these words. */
  public static String line(List<String> words) {
    return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
  }
}
