package io.jenkins.plugins.paas.delivery.gate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts stages in the order in which they run. Gate's own order is none: requisites come first, and
 * a synthetic stage stands before or after its parent.
 */
final class StageOrder {

  private StageOrder() {}

  static List<Stage> sort(List<Stage> stages) {
    Map<String, Stage> byId = new LinkedHashMap<>();
    stages.forEach(s -> byId.put(s.id(), s));
    List<Stage> ordered = new ArrayList<>();
    Set<String> done = new HashSet<>();
    // a parent that is missing must not hide its children
    List<Stage> tops =
        stages.stream()
            .filter(s -> s.parentStageId() == null || !byId.containsKey(s.parentStageId()))
            .toList();
    place(tops, stages, done, ordered);
    stages.stream().filter(s -> done.add(s.id())).forEach(ordered::add);
    return List.copyOf(ordered);
  }

  private static void place(
      List<Stage> siblings, List<Stage> all, Set<String> done, List<Stage> ordered) {
    Set<String> refIds = new HashSet<>();
    siblings.forEach(s -> refIds.add(s.refId()));
    Set<String> placedRefs = new HashSet<>();
    List<Stage> left = new ArrayList<>(siblings);
    while (!left.isEmpty()) {
      List<Stage> ready =
          left.stream()
              .filter(
                  s ->
                      s.requisites().stream()
                          .allMatch(r -> placedRefs.contains(r) || !refIds.contains(r)))
              .toList();
      if (ready.isEmpty()) {
        return; // a cycle: the caller appends what is left as it came
      }
      for (Stage stage : ready) {
        if (done.add(stage.id())) {
          place(children(stage, all, false), all, done, ordered);
          ordered.add(stage);
          place(children(stage, all, true), all, done, ordered);
        }
        placedRefs.add(stage.refId());
      }
      left.removeAll(ready);
    }
  }

  private static List<Stage> children(Stage parent, List<Stage> all, boolean after) {
    return all.stream()
        .filter(s -> parent.id().equals(s.parentStageId()))
        .filter(s -> "STAGE_AFTER".equals(s.syntheticOwner()) == after)
        .toList();
  }
}
