package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.List;
import java.util.Map;

/**
 * Conditions in the status: each of some types has to be true, about the latest generation. {@code
 * Stalled} (kstatus, sigs.k8s.io/cli-utils) means that nothing will change by itself.
 */
final class ConditionRule implements ReadinessRule {

  private static final List<String> USUAL = List.of("Ready", "Available");

  private final List<String> required;

  /** These have to be there and true. */
  ConditionRule(String... required) {
    this.required = List.of(required);
  }

  /**
   * Whatever the usual types say; a status without any of them, such as that of plain
   * configuration, is ready.
   */
  static ReadinessRule usual() {
    return object -> {
      for (String type : USUAL) {
        if (!object.condition(type).isEmpty()) {
          return new ConditionRule(type).of(object);
        }
      }
      return stalled(object, Verdict.ready("present"));
    };
  }

  @Override
  public Verdict of(KubeObject object) {
    for (String type : required) {
      Map<String, Object> condition = object.condition(type);
      if (condition.isEmpty()) {
        return stalled(object, Verdict.waiting("no condition " + type + " yet"));
      }
      long seen =
          condition.get("observedGeneration") instanceof Number n ? n.longValue() : Long.MAX_VALUE;
      if (seen < object.number(0, "metadata", "generation")) {
        return Verdict.waiting("its condition " + type + " is about an earlier change");
      }
      if (!"True".equals(condition.get("status"))) {
        return stalled(
            object,
            Verdict.waiting(
                ("not "
                        + type
                        + ": "
                        + text(condition, "reason")
                        + " "
                        + text(condition, "message"))
                    .strip()));
      }
    }
    return Verdict.ready("ready");
  }

  private static Verdict stalled(KubeObject object, Verdict otherwise) {
    Map<String, Object> stalled = object.condition("Stalled");
    return "True".equals(stalled.get("status"))
        ? Verdict.failed("stalled: " + text(stalled, "reason") + " " + text(stalled, "message"))
        : otherwise;
  }

  private static String text(Map<String, Object> map, String key) {
    return map.get(key) == null ? "" : map.get(key).toString();
  }
}
