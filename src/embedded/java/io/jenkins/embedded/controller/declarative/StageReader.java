package io.jenkins.embedded.controller.declarative;

import groovy.lang.Closure;
import java.util.List;
import java.util.Map;

/** Reads the closures of {@code pipeline} and {@code stage} into a tree. */
final class StageReader extends Section {
  private static final List<String> WITHOUT_EFFECT =
      List.of(
          "buildDiscarder",
          "disableConcurrentBuilds",
          "skipDefaultCheckout",
          "disableResume",
          "durabilityHint",
          "timestamps");

  private final Stage stage;

  StageReader(PipelineAccess access, Stage stage) {
    super(access);
    this.stage = stage;
  }

  static Stage read(PipelineAccess access, String name, Closure<?> closure) {
    Stage stage = new Stage(name);
    access.run(closure, new StageReader(access, stage));
    return stage;
  }

  @Override
  public Object read(String property) {
    return property.equals("any") || property.equals("none") ? property : super.read(property);
  }

  @Override
  protected Object line(String name, Object[] arguments) {
    switch (name) {
      case "agent" -> stage.agent = agent(arguments[0]);
      case "environment" -> stage.environment = closure(arguments);
      case "when" -> stage.when = closure(arguments);
      case "steps" -> stage.steps = closure(arguments);
      case "failFast" -> stage.failFast = Boolean.TRUE.equals(arguments[0]);
      case "stages" -> access.run(closure(arguments), new Stages());
      case "parallel" -> {
        stage.parallel = true;
        access.run(closure(arguments), new Stages());
      }
      case "options" -> access.run(closure(arguments), new Options());
      case "post" -> access.run(closure(arguments), new Post());
      case "parameters" -> access.run(closure(arguments), new ParameterSection(access));
      case "triggers" -> access.print("triggers have no effect: this is one run");
      default -> throw new IllegalArgumentException("Unknown section '" + name + "'");
    }
    return null;
  }

  private Stage.Agent agent(Object argument) {
    if (argument instanceof Closure<?> closure) {
      AgentSection section = new AgentSection();
      access.run(closure, section);
      return new Stage.Agent(false, section.label);
    }
    return new Stage.Agent("none".equals(argument), null);
  }

  /** {@code stages { stage('x') { … } }}. */
  private final class Stages extends Section {
    Stages() {
      super(StageReader.this.access);
    }

    @Override
    protected Object line(String name, Object[] arguments) {
      stage.stages.add(
          StageReader.read(access, String.valueOf(arguments[0]), Section.closure(arguments)));
      return null;
    }
  }

  private final class Post extends Section {
    Post() {
      super(StageReader.this.access);
    }

    @Override
    protected Object line(String name, Object[] arguments) {
      stage.post.put(name, Section.closure(arguments));
      return null;
    }
  }

  private final class Options extends Section {
    Options() {
      super(StageReader.this.access);
    }

    @Override
    protected Object line(String name, Object[] arguments) {
      // Arguments such as logRotator(…) are calls too, evaluated before the option itself.
      if (WITHOUT_EFFECT.contains(name)) {
        access.print("options: " + name + " has no effect in the embedded controller");
      } else {
        stage.options.put(name, arguments);
      }
      return name;
    }
  }

  private final class AgentSection extends Section {
    private String label;

    AgentSection() {
      super(StageReader.this.access);
    }

    @Override
    protected Object line(String name, Object[] arguments) {
      if (name.equals("node")) {
        access.run(Section.closure(arguments), this);
      } else if (arguments[0] instanceof Map<?, ?> map) {
        label = String.valueOf(map.get("label"));
      } else {
        label = String.valueOf(arguments[0]);
      }
      return null;
    }
  }
}
