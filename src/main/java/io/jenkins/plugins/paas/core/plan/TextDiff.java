package io.jenkins.plugins.paas.core.plan;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;

/** What differs between two texts, as the unified diff that everybody reads. */
public final class TextDiff {

  private static final int CONTEXT_LINES = 3;

  private TextDiff() {}

  /**
   * The lines of the diff, with three lines of context; none where nothing differs.
   *
   * @param name of the file or object, for the header
   * @param before empty where there was nothing
   * @param after empty where there will be nothing
   * @param mostLines after which the rest is left out, which the last line says
   */
  public static List<String> unified(String name, String before, String after, int mostLines) {
    List<String> old = lines(before);
    List<String> diff =
        UnifiedDiffUtils.generateUnifiedDiff(
            name, name, old, DiffUtils.diff(old, lines(after)), CONTEXT_LINES);
    if (diff.size() <= mostLines) {
      return diff;
    }
    List<String> capped = new ArrayList<>(diff.subList(0, mostLines));
    capped.add("… " + (diff.size() - mostLines) + " more lines");
    return capped;
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : text.stripTrailing().lines().toList();
  }
}
