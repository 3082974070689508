package io.jenkins.plugins.paas.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of steps and permissions in SECURITY.md, so that what is written is what is tested. */
public final class PermissionTable {

  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| ((?:`\\w+`(?:, )?)+) \\| (View|Provision|Destroy|Deploy|none)\\b.*\\|$");
  private static final Pattern STEP = Pattern.compile("`(\\w+)`");

  private PermissionTable() {}

  /** The permission's name by step; {@code none} for a step that needs none. */
  public static Map<String, String> read() throws IOException {
    Map<String, String> table = new TreeMap<>();
    Matcher row = ROW.matcher(Files.readString(Path.of("SECURITY.md")));
    while (row.find()) {
      Matcher step = STEP.matcher(row.group(1));
      while (step.find()) {
        table.put(step.group(1), row.group(2));
      }
    }
    return table;
  }
}
