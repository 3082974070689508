package io.jenkins.embedded.controller.declarative;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A stage, or the whole pipeline, as read from its closures; what the closures do comes later. */
final class Stage {
  final String name;
  Agent agent;
  Closure<?> environment;
  Closure<?> when;
  Closure<?> steps;
  boolean failFast;
  boolean parallel;
  final List<Stage> stages = new ArrayList<>();
  final Map<String, Object[]> options = new LinkedHashMap<>();
  final Map<String, Closure<?>> post = new LinkedHashMap<>();

  Stage(String name) {
    this.name = name;
  }

  /**
   * Where a stage runs.
   *
   * @param none no node is taken
   * @param label null for any node
   */
  record Agent(boolean none, String label) {}
}
