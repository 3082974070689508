package io.jenkins.embedded.controller.script;

import io.jenkins.plugins.paas.core.text.NearestName;
import java.util.Collection;
import java.util.Set;

/**
 * Names of Groovy itself that a script may call without a receiver, and the wording of suggestions.
 */
final class Names {
  /**
   * Methods of Script, Object and the default Groovy methods that make sense without a receiver.
   */
  static final Set<String> GROOVY =
      Set.of(
          "it",
          "println",
          "print",
          "printf",
          "sprintf",
          "with",
          "call",
          "getProperty",
          "setProperty",
          "getBinding",
          "hasProperty",
          "is",
          "equals",
          "hashCode",
          "toString",
          "asBoolean",
          "dump",
          "inspect",
          "identity",
          "use",
          "this",
          "super",
          "run",
          "invokeMethod",
          "getClass",
          "load");

  /** Methods of collections and numbers whose closure keeps the script as its delegate. */
  static final Set<String> ITERATION =
      Set.of(
          "any",
          "collect",
          "collectEntries",
          "collectMany",
          "collectNested",
          "count",
          "countBy",
          "downto",
          "each",
          "eachWithIndex",
          "eachByte",
          "every",
          "find",
          "findAll",
          "findIndexOf",
          "findIndexValues",
          "findLastIndexOf",
          "findResult",
          "findResults",
          "groupBy",
          "inject",
          "max",
          "min",
          "removeAll",
          "retainAll",
          "reverseEach",
          "step",
          "sum",
          "times",
          "upto",
          "sort",
          "unique",
          "toSorted",
          "eachLine",
          "replaceAll",
          "takeWhile",
          "dropWhile");

  private Names() {}

  /** {@code "; did you mean 'echo'?"}, or nothing when no candidate is near. */
  static String suggestion(String name, Collection<String> candidates) {
    return NearestName.suggest(name, candidates)
        .map(near -> "; did you mean '" + near + "'?")
        .orElse("");
  }
}
