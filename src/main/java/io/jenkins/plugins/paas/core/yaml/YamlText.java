package io.jenkins.plugins.paas.core.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/** Reads and writes YAML as plain maps, lists and values: no types from tags, everything capped. */
public final class YamlText {

  /** Characters a text may have. */
  public static final int MAX_CODE_POINTS = 10 << 20;

  /** Characters that may follow each other without a space, a quote or the end of the line. */
  static final int MAX_WORD = 3 << 19;

  private static final int MAX_ALIASES = 50;
  private static final int MAX_DEPTH = 100;

  private YamlText() {}

  /**
   * All documents that are mappings; empty documents are left out.
   *
   * @param source names the text in messages, a file's path for instance
   * @throws YamlFailure with source, document number and line
   */
  @SuppressWarnings("unchecked")
  public static List<Map<String, Object>> parseAll(String text, String source) throws YamlFailure {
    requireBounded(text, source);
    List<Map<String, Object>> documents = new ArrayList<>();
    int number = 0;
    try {
      for (Object document : yaml().loadAll(text)) {
        number++;
        if (document == null) {
          continue;
        }
        if (!(document instanceof Map)) {
          throw new YamlFailure(
              source + ", document " + number + ": a mapping is expected, not " + kind(document),
              null);
        }
        documents.add((Map<String, Object>) document);
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw new YamlFailure(
          source
              + ", document "
              + (number + 1)
              + (line > 0 ? ", line " + line : "")
              + ": "
              + e.getProblem(),
          e);
    } catch (YAMLException e) {
      throw new YamlFailure(source + ", document " + (number + 1) + ": " + e.getMessage(), e);
    }
    return documents;
  }

  /**
   * The one document of a text; an empty text is an empty map.
   *
   * @throws YamlFailure also when there are several
   */
  public static Map<String, Object> parse(String text, String source) throws YamlFailure {
    List<Map<String, Object>> all = parseAll(text, source);
    if (all.size() > 1) {
      throw new YamlFailure(source + ": one document is expected, not " + all.size(), null);
    }
    return all.isEmpty() ? Map.of() : all.get(0);
  }

  /** Block style, in the order of the maps. */
  public static String write(Object value) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    return new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options)
        .dump(value);
  }

  // the scanner copies what it has of a word for each further KiB: ten MiB would take minutes
  private static void requireBounded(String text, String source) throws YamlFailure {
    if (text.length() > MAX_CODE_POINTS
        && text.codePointCount(0, text.length()) > MAX_CODE_POINTS) {
      throw new YamlFailure(
          source + ": more than " + (MAX_CODE_POINTS >> 20) + " Mi characters are not read", null);
    }
    int line = 1;
    int word = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line += c == '\n' ? 1 : 0;
      word = c <= ' ' || c == '"' || c == '\'' ? 0 : word + 1;
      if (word > MAX_WORD) {
        throw new YamlFailure(
            source
                + ", line "
                + line
                + ": a word of more than "
                + MAX_WORD
                + " characters is not read; no object of a cluster may be as large",
            null);
      }
    }
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CODE_POINTS);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setAllowDuplicateKeys(false);
    return new Yaml(new SafeConstructor(options));
  }

  private static String kind(Object value) {
    return value instanceof List ? "a list" : "'" + value + "'";
  }
}
