package io.jenkins.plugins.paas.monitoring.prometheus;

import java.util.ArrayList;
import java.util.List;

/** Judges whether the server has loaded every rule of a file, and evaluates it without errors. */
public final class RuleProof {

  private RuleProof() {}

  /**
   * What one look found.
   *
   * @param missing not loaded yet
   * @param unevaluated loaded, but not evaluated once
   * @param intervalSeconds the longest interval of the unevaluated ones
   */
  public record Verdict(List<String> missing, List<String> unevaluated, double intervalSeconds) {
    public boolean isLoaded() {
      return missing.isEmpty();
    }

    public boolean isEvaluated() {
      return isLoaded() && unevaluated.isEmpty();
    }
  }

  /**
   * @param fileName how the name of the rule file begins, without its directory; the operator adds
   *     to it
   * @throws PrometheusFailure when a rule fails at each evaluation
   */
  public static Verdict judge(RuleFile file, String fileName, List<LoadedRule> loaded)
      throws PrometheusFailure {
    List<String> missing = new ArrayList<>();
    List<String> unevaluated = new ArrayList<>();
    double interval = 0;
    for (RuleFile.Rule rule : file.rules()) {
      List<LoadedRule> found =
          loaded.stream()
              .filter(l -> isOf(l.file(), fileName))
              .filter(l -> l.group().equals(rule.group()) && l.name().equals(rule.name()))
              .toList();
      if (found.isEmpty()) {
        missing.add(rule.group() + "/" + rule.name());
      }
      for (LoadedRule one : found) {
        if (one.health().equals("err")) {
          throw new PrometheusFailure(
              "Rule "
                  + rule.group()
                  + "/"
                  + rule.name()
                  + " of "
                  + file.source()
                  + " is loaded, but fails: "
                  + one.lastError()
                  + ". Change its expr: "
                  + rule.expression());
        }
        if (!one.health().equals("ok")) {
          unevaluated.add(rule.group() + "/" + rule.name());
          interval = Math.max(interval, one.intervalSeconds());
        }
      }
    }
    return new Verdict(missing, unevaluated, interval);
  }

  private static boolean isOf(String path, String fileName) {
    return path.substring(path.lastIndexOf('/') + 1).startsWith(fileName);
  }
}
