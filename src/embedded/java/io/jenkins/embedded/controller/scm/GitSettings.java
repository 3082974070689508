package io.jenkins.embedded.controller.scm;

import io.jenkins.plugins.paas.core.text.NearestName;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** What a script wants of git: the arguments of {@code scmGit} that have a meaning here. */
public final class GitSettings implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final List<String> ARGUMENTS =
      List.of("userRemoteConfigs", "branches", "extensions", "$class");

  /** Without effect here: there are pages and polling behind them. */
  private static final List<String> IGNORED =
      List.of("doGenerateSubmoduleConfigurations", "submoduleCfg", "gitTool", "browser");

  private static final List<String> EXTENSIONS =
      List.of(
          "cloneOption",
          "localBranch",
          "cleanBeforeCheckout",
          "cleanCheckout",
          "relativeTargetDirectory",
          "wipeWorkspace",
          "submoduleOption");

  final String url;
  final String credentialsId;
  final String branch;
  int depth;
  boolean tags = true;
  boolean clean;
  boolean wipe;
  boolean submodules;
  String localBranch;
  String subdirectory;

  /**
   * @param branch as Jenkins has it: {@code main}, {@code *&#47;main}, a tag, a commit
   * @param credentialsId or null
   */
  public GitSettings(String url, String branch, String credentialsId) {
    if (url == null || url.isBlank()) {
      throw new IllegalArgumentException("git needs the argument 'url'");
    }
    this.url = safe(url, "url");
    this.branch = safe(branch == null || branch.isBlank() ? "*/master" : branch, "branch");
    this.credentialsId = credentialsId;
  }

  private static String safe(String value, String what) {
    if (value.startsWith("-") || value.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException("git: '" + value + "' is no " + what);
    }
    return value;
  }

  /** As the step {@code git} does, and the extension localBranch. */
  public GitSettings onLocalBranch(String name) {
    localBranch = safe(name, "branch");
    return this;
  }

  /**
   * Reads {@code scmGit(…)} or {@code [$class: 'GitSCM', …]}.
   *
   * @throws IllegalArgumentException for another kind of repository, or an unknown argument
   */
  public static GitSettings read(Object scm) {
    String kind = kind(scm);
    if (!List.of("scmGit", "GitSCM", "gitSCM").contains(kind)) {
      throw new IllegalArgumentException(
          "checkout: the embedded controller knows scm, scmGit(…) and [$class: 'GitSCM', …], not "
              + (kind.isEmpty() ? scm : kind));
    }
    Map<?, ?> arguments = arguments(scm);
    for (Object name : arguments.keySet()) {
      if (!ARGUMENTS.contains(String.valueOf(name)) && !IGNORED.contains(String.valueOf(name))) {
        throw new IllegalArgumentException(
            "scmGit has no argument '"
                + name
                + "'."
                + NearestName.hint(String.valueOf(name), ARGUMENTS));
      }
    }
    List<Map<?, ?>> remotes = maps(arguments.get("userRemoteConfigs"));
    if (remotes.size() != 1) {
      throw new IllegalArgumentException(
          "scmGit: write userRemoteConfigs: [[url: '…']]; the embedded controller takes exactly"
              + " one");
    }
    List<Map<?, ?>> branches = maps(arguments.get("branches"));
    if (branches.size() > 1) {
      throw new IllegalArgumentException("scmGit: the embedded controller takes one branch");
    }
    GitSettings settings =
        new GitSettings(
            text(remotes.get(0), "url"),
            branches.isEmpty() ? null : text(branches.get(0), "name"),
            text(remotes.get(0), "credentialsId"));
    Object extensions = arguments.get("extensions");
    for (Object extension : extensions instanceof List<?> list ? list : List.of()) {
      settings.extend(extension);
    }
    return settings;
  }

  private static String kind(Object describable) {
    if (describable instanceof UninstantiatedDescribable given) {
      return String.valueOf(given.getSymbol() != null ? given.getSymbol() : given.getKlass());
    }
    return describable instanceof Map<?, ?> map && map.get("$class") != null
        ? String.valueOf(map.get("$class")).replaceFirst(".*\\.", "")
        : "";
  }

  private static Map<?, ?> arguments(Object describable) {
    return describable instanceof UninstantiatedDescribable given
        ? given.getArguments()
        : (Map<?, ?>) describable;
  }

  private static List<Map<?, ?>> maps(Object given) {
    List<Map<?, ?>> maps = new ArrayList<>();
    for (Object element : given instanceof List<?> list ? list : List.of()) {
      maps.add(arguments(element));
    }
    return maps;
  }

  private static String text(Map<?, ?> arguments, String name) {
    Object value = arguments.get(name);
    return value == null ? null : String.valueOf(value);
  }

  private void extend(Object extension) {
    String kind = kind(extension);
    String symbol =
        kind.isEmpty() ? kind : kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1);
    Map<?, ?> arguments = arguments(extension);
    switch (symbol) {
      case "cloneOption" -> {
        boolean shallow = Boolean.parseBoolean(text(arguments, "shallow"));
        String given = text(arguments, "depth");
        depth = !shallow ? 0 : given == null || given.equals("0") ? 1 : Integer.parseInt(given);
        tags = !Boolean.parseBoolean(text(arguments, "noTags"));
      }
      case "localBranch" -> {
        String name = text(arguments, "localBranch");
        boolean plain = name != null && !name.isBlank() && !name.equals("**");
        onLocalBranch(plain ? name : branch.replaceFirst("^(?:\\*|origin|refs/heads)/", ""));
      }
      case "cleanBeforeCheckout", "cleanCheckout" -> clean = true;
      case "relativeTargetDirectory" -> subdirectory = text(arguments, "relativeTargetDir");
      case "wipeWorkspace" -> wipe = true;
      case "submoduleOption" ->
          submodules = !Boolean.parseBoolean(text(arguments, "disableSubmodules"));
      default ->
          throw new IllegalArgumentException(
              "scmGit: the embedded controller lacks the extension '"
                  + symbol
                  + "'; it has "
                  + String.join(", ", EXTENSIONS)
                  + "."
                  + NearestName.hint(symbol, EXTENSIONS));
    }
  }
}
