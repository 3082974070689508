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
  boolean beforeAgent;
  boolean beforeInput;
  boolean beforeOptions;
  Closure<?> input;
  Closure<?> steps;
  boolean failFast;
  boolean parallel;

  /** Stages in order, branches, or the cells of a matrix. */
  final List<Stage> stages = new ArrayList<>();

  /** Of a cell: its values by axis. */
  final Map<String, String> cell = new LinkedHashMap<>();

  final Map<String, Object[]> options = new LinkedHashMap<>();
  final Map<String, Closure<?>> post = new LinkedHashMap<>();
  final List<Object> libraries = new ArrayList<>();

  Stage(String name) {
    this.name = name;
  }

  /** The stage of one cell, from what was read of {@code matrix { … }}. */
  Stage cell(Map<String, String> values) {
    List<String> labels = new ArrayList<>();
    values.forEach((axis, value) -> labels.add(axis + " = '" + value + "'"));
    Stage copy = new Stage("Matrix - " + String.join(", ", labels));
    copy.agent = agent;
    copy.environment = environment;
    copy.when = when;
    copy.beforeAgent = beforeAgent;
    copy.beforeInput = beforeInput;
    copy.beforeOptions = beforeOptions;
    copy.input = input;
    copy.stages.addAll(stages);
    copy.cell.putAll(values);
    copy.options.putAll(options);
    copy.post.putAll(post);
    return copy;
  }

  /**
   * Where a stage runs.
   *
   * @param none no node is taken
   * @param label null for any node
   * @param workspace directory to work in, or null
   */
  record Agent(boolean none, String label, String workspace) {}
}
