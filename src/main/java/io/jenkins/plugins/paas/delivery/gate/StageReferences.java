package io.jenkins.plugins.paas.delivery.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.text.NearestName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which stage waits for which: every name is there, once, and nothing waits for itself. */
final class StageReferences {

  private final Map<String, List<String>> requisites = new LinkedHashMap<>();
  private final Map<String, String> places = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * @param where how messages name the stage
   */
  void add(String where, JsonNode stage) {
    String ref = stage.path("refId").asText("");
    if (ref.isEmpty()) {
      problems.add(where + "'refId' is missing");
      return;
    }
    List<String> before = new ArrayList<>();
    stage.path("requisiteStageRefIds").forEach(r -> before.add(r.asText()));
    if (requisites.put(ref, before) != null) {
      problems.add(where + "refId '" + ref + "' is another stage's too");
    }
    places.put(ref, where);
  }

  List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    requisites.forEach(
        (ref, before) -> {
          for (String name : before) {
            if (!requisites.containsKey(name)) {
              all.add(
                  places.get(ref)
                      + "requisiteStageRefIds names '"
                      + name
                      + "', and there is no such stage."
                      + NearestName.hint(name, requisites.keySet()));
            }
          }
        });
    cycle().ifPresent(all::add);
    return all;
  }

  private Optional<String> cycle() {
    Set<String> done = new HashSet<>();
    for (String start : requisites.keySet()) {
      Deque<String> path = new ArrayDeque<>();
      List<String> found = walk(start, path, done);
      if (!found.isEmpty()) {
        return Optional.of(
            "the stages wait for each other in a circle: refId " + String.join(" after ", found));
      }
    }
    return Optional.empty();
  }

  private List<String> walk(String ref, Deque<String> path, Set<String> done) {
    if (path.contains(ref)) {
      List<String> circle = new ArrayList<>(path);
      List<String> round = new ArrayList<>(circle.subList(circle.indexOf(ref), circle.size()));
      round.add(ref);
      return round;
    }
    if (!done.add(ref)) {
      return List.of();
    }
    path.addLast(ref);
    for (String before : requisites.getOrDefault(ref, List.of())) {
      List<String> found = walk(before, path, done);
      if (!found.isEmpty()) {
        return found;
      }
    }
    path.removeLast();
    return List.of();
  }
}
