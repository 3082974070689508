package io.jenkins.embedded.controller.declarative;

import groovy.lang.Closure;
import java.util.Map;

/** Reads the closures of {@code pipeline} and {@code stage} into a tree. */
final class StageReader extends Section {
  private final Stage stage;
  private MatrixSection matrix;

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
      case "matrix" -> matrix(closure(arguments));
      case "axes" -> matrix.axes(closure(arguments));
      case "excludes" -> matrix.excludes(closure(arguments));
      case "input" -> stage.input = closure(arguments);
      case "beforeAgent" -> stage.beforeAgent = Boolean.TRUE.equals(arguments[0]);
      case "beforeInput" -> stage.beforeInput = Boolean.TRUE.equals(arguments[0]);
      case "beforeOptions" -> stage.beforeOptions = Boolean.TRUE.equals(arguments[0]);
      case "libraries" -> access.run(closure(arguments), new Libraries());
      case "options" -> access.run(closure(arguments), new OptionsSection(access, stage));
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
      return new Stage.Agent(false, section.label, section.workspace);
    }
    return new Stage.Agent("none".equals(argument), null, null);
  }

  private void matrix(Closure<?> closure) {
    StageReader template = new StageReader(access, new Stage(stage.name));
    template.matrix = new MatrixSection(access);
    access.run(closure, template);
    stage.parallel = true;
    template.matrix.cells().forEach(cell -> stage.stages.add(template.stage.cell(cell)));
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

  /** {@code libraries { lib('x') }}. */
  private final class Libraries extends Section {
    Libraries() {
      super(StageReader.this.access);
    }

    @Override
    protected Object line(String name, Object[] arguments) {
      stage.libraries.add(arguments[0]);
      return null;
    }
  }

  private final class AgentSection extends Section {
    private String label;
    private String workspace;

    AgentSection() {
      super(StageReader.this.access);
    }

    @Override
    protected Object line(String name, Object[] arguments) {
      if (arguments[0] instanceof Closure<?> settings) {
        access.run(settings, this);
      } else if (arguments[0] instanceof Map<?, ?> map) {
        label = String.valueOf(map.get("label"));
        workspace = map.get("customWorkspace") == null ? null : map.get("customWorkspace") + "";
      } else if (name.equals("customWorkspace")) {
        workspace = String.valueOf(arguments[0]);
      } else if (name.equals("label")) {
        label = String.valueOf(arguments[0]);
      }
      // retries is for agents that get lost: there are none.
      return null;
    }
  }
}
