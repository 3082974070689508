package io.jenkins.plugins.paas.environment.plan;

import io.jenkins.plugins.paas.core.plan.TextDiff;
import io.jenkins.plugins.paas.kube.Applied;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.Outcome;
import io.jenkins.plugins.paas.kube.ServerSideApply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What somebody changed by hand since the last revision, told object by object. */
final class Drift {

  private Drift() {}

  /**
   * Lines for people; none where nothing was changed.
   *
   * @param planned a dry run of the last revision, without force
   */
  static List<String> lines(List<Applied> planned) {
    List<String> lines = new ArrayList<>();
    for (Applied one : planned) {
      if (one.outcome() == Outcome.CREATED) {
        lines.add(one.ref() + " was deleted");
      } else if (one.outcome() == Outcome.CONFLICT) {
        lines.add(one.ref() + " was changed:");
        one.note().lines().forEach(line -> lines.add("  " + line));
      } else if (one.outcome() == Outcome.CONFIGURED) {
        lines.add(one.ref() + " was changed" + one.before().map(Drift::managers).orElse("") + ":");
        String before = one.before().map(Provisioning::plain).orElse("");
        String after = one.after().map(Provisioning::plain).orElse("");
        // from what the revision says to what is there
        TextDiff.unified(one.ref().toString(), after, before, Provisioning.MOST_DIFF_LINES)
            .forEach(line -> lines.add("  " + line));
      }
    }
    return lines;
  }

  private static String managers(KubeObject live) {
    List<String> others = new ArrayList<>();
    for (Map<String, Object> entry : live.maps("metadata", "managedFields")) {
      String manager = String.valueOf(entry.get("manager"));
      boolean status = "status".equals(entry.get("subresource"));
      if (!manager.equals(ServerSideApply.FIELD_MANAGER) && !status) {
        others.add(manager + " at " + entry.get("time"));
      }
    }
    return others.isEmpty() ? "" : " (other managers: " + String.join(", ", others) + ")";
  }
}
