package io.jenkins.embedded.controller.declarative;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The axes and excludes of {@code matrix { … }}, and the cells that they make. */
final class MatrixSection {
  private final PipelineAccess access;
  private final List<Axis> axes = new ArrayList<>();
  private final List<List<Axis>> excludes = new ArrayList<>();

  MatrixSection(PipelineAccess access) {
    this.access = access;
  }

  /**
   * An axis, or the part of one that an exclude names.
   *
   * @param not whether all values but these are meant
   */
  private record Axis(String name, List<String> values, boolean not) {
    boolean names(Map<String, String> cell) {
      return values.contains(cell.get(name)) != not;
    }
  }

  void axes(groovy.lang.Closure<?> closure) {
    axes.addAll(axesOf(closure));
  }

  void excludes(groovy.lang.Closure<?> closure) {
    access.run(
        closure,
        new Section(access) {
          @Override
          protected Object line(String name, Object[] arguments) {
            excludes.add(axesOf(closure(arguments)));
            return null;
          }
        });
  }

  private List<Axis> axesOf(groovy.lang.Closure<?> closure) {
    List<Axis> read = new ArrayList<>();
    access.run(
        closure,
        new Section(access) {
          @Override
          protected Object line(String name, Object[] arguments) {
            AxisSection axis = new AxisSection(access);
            access.run(closure(arguments), axis);
            read.add(new Axis(axis.name, axis.values, axis.not));
            return null;
          }
        });
    return read;
  }

  /** Values by axis, in Jenkins' order: the first axis changes fastest. */
  List<Map<String, String>> cells() {
    List<Map<String, String>> cells = new ArrayList<>(List.of(new LinkedHashMap<>()));
    for (Axis axis : axes) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (String value : axis.values()) {
        for (Map<String, String> cell : cells) {
          Map<String, String> copy = new LinkedHashMap<>(cell);
          copy.put(axis.name(), value);
          longer.add(copy);
        }
      }
      cells = longer;
    }
    cells.removeIf(
        cell -> excludes.stream().anyMatch(all -> all.stream().allMatch(axis -> axis.names(cell))));
    return cells;
  }

  private static final class AxisSection extends Section {
    private final List<String> values = new ArrayList<>();
    private String name;
    private boolean not;

    AxisSection(PipelineAccess access) {
      super(access);
    }

    @Override
    protected Object line(String line, Object[] arguments) {
      if (line.equals("name")) {
        name = String.valueOf(arguments[0]);
      } else {
        not = line.equals("notValues");
        for (Object value : arguments) {
          values.add(String.valueOf(value));
        }
      }
      return null;
    }
  }
}
