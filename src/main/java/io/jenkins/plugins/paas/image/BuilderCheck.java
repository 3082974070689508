package io.jenkins.plugins.paas.image;

import hudson.Extension;
import io.jenkins.plugins.paas.image.build.DockerEngine;
import io.jenkins.plugins.paas.image.build.DockerTool;
import io.jenkins.plugins.paas.platform.CheckContext;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PlatformCheck;
import io.jenkins.plugins.paas.platform.readiness.Finding;
import io.jenkins.plugins.paas.platform.readiness.Inquiry;
import io.jenkins.plugins.paas.platform.readiness.MaintainedVersions;
import io.jenkins.plugins.paas.platform.readiness.Need;
import io.jenkins.plugins.paas.platform.readiness.Readiness;
import io.jenkins.plugins.paas.step.AgentCommand;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Checks what the agent at hand can build images with. */
@Extension
public final class BuilderCheck implements PlatformCheck {

  private static final String ENGINE = "Docker Engine of the agent";
  private static final String OTHERS = "Other builders of the agent";

  @Override
  public List<Inquiry> inquiries(Platform platform, CheckContext context) {
    if (context.agent().isEmpty()) {
      return List.of(Inquiry.of(Need.RUNTIME, ENGINE, () -> List.of(notLookedAt())));
    }
    CheckContext.Agent agent = context.agent().get();
    return List.of(Inquiry.of(Need.RUNTIME, ENGINE, () -> look(agent)));
  }

  private static List<Finding> look(CheckContext.Agent agent)
      throws IOException, InterruptedException {
    List<String> others = new ArrayList<>();
    for (String program : List.of("podman", "buildah", "buildctl")) {
      AgentCommand.Answer answer = agent.ask(List.of(program, "--version"));
      if (answer.status() == 0) {
        others.add(answer.output().strip());
      }
    }
    // the engine is no alarm where others build, unless somebody points to it
    boolean wanted = others.isEmpty() || agent.variable("DOCKER_HOST") != null;
    Finding.Notes notes = Finding.about(Need.RUNTIME, OTHERS);
    notes.fact(others.isEmpty() ? "none of podman, buildah and buildctl" : "");
    others.forEach(notes::fact);
    return List.of(engine(agent, wanted), notes.fact("jib needs nothing").finding());
  }

  private static Finding notLookedAt() {
    return new Finding(
        Need.RUNTIME,
        ENGINE,
        Readiness.UNKNOWN,
        false,
        "no agent was at hand to look at",
        "Run paasCheck inside node { }: what builds images is on agents.",
        0);
  }

  private static Finding engine(CheckContext.Agent agent, boolean wanted)
      throws IOException, InterruptedException {
    AgentCommand.Answer answer = agent.ask(DockerTool.version());
    DockerEngine engine =
        DockerEngine.read(answer.status(), answer.output(), agent.variable("DOCKER_HOST"));
    if (!engine.isReachable()) {
      return new Finding(
          Need.RUNTIME,
          ENGINE,
          Readiness.MISSING,
          wanted,
          engine.problem(),
          "Start it, or use another builder.",
          0);
    }
    Finding.Notes notes = Finding.about(Need.RUNTIME, ENGINE);
    notes.fact("engine " + engine.server() + ", client " + engine.client());
    MaintainedVersions.bundled()
        .judge(notes, "Docker Engine", engine.server(), LocalDate.now(ZoneOffset.UTC));
    return notes.finding();
  }
}
