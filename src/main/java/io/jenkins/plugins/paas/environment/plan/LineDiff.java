package io.jenkins.plugins.paas.environment.plan;

import java.util.ArrayList;
import java.util.List;

/** The lines that differ between two texts, with a little of what is around them. */
final class LineDiff {

  private static final int CONTEXT = 2;
  private static final int MAX_LINES = 3000;

  private LineDiff() {}

  /**
   * Lines with {@code "- "}, {@code "+ "} or two spaces before them; empty where nothing differs.
   */
  static List<String> of(String before, String after) {
    String[] a = before.isEmpty() ? new String[0] : before.split("\n");
    String[] b = after.isEmpty() ? new String[0] : after.split("\n");
    if (a.length > MAX_LINES || b.length > MAX_LINES) {
      return before.equals(after) ? List.of() : List.of("  (too long to show line by line)");
    }
    int[][] common = new int[a.length + 1][b.length + 1];
    for (int i = a.length - 1; i >= 0; i--) {
      for (int j = b.length - 1; j >= 0; j--) {
        common[i][j] =
            a[i].equals(b[j])
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<String> all = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i].equals(b[j])) {
        all.add("  " + a[i++]);
        j++;
      } else if (i < a.length && (j == b.length || common[i + 1][j] >= common[i][j + 1])) {
        all.add("- " + a[i++]);
      } else {
        all.add("+ " + b[j++]);
      }
    }
    return near(all);
  }

  private static List<String> near(List<String> all) {
    List<String> shown = new ArrayList<>();
    int last = -1;
    for (int i = 0; i < all.size(); i++) {
      boolean close = false;
      for (int k = Math.max(0, i - CONTEXT); k <= Math.min(all.size() - 1, i + CONTEXT); k++) {
        close |= !all.get(k).startsWith("  ");
      }
      if (close) {
        if (last >= 0 && i > last + 1) {
          shown.add("  …");
        }
        shown.add(all.get(i));
        last = i;
      }
    }
    return shown;
  }
}
