package io.jenkins.plugins.paas.image;

import hudson.AbortException;
import io.jenkins.plugins.paas.image.build.BuildRequest;
import io.jenkins.plugins.paas.image.build.DockerCommands;
import io.jenkins.plugins.paas.image.registry.RegistryCredential;
import io.jenkins.plugins.paas.step.AgentCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The docker commands of one build, running on the agent whether or not the controller is up. */
final class DockerRun implements RunningBuild {

  private static final long serialVersionUID = 1L;
  private static final String ID_FILE = "image-id";

  private final AgentCommand command;
  private final String image;

  private DockerRun(AgentCommand command, String image) {
    this.command = command;
    this.image = image;
  }

  static DockerRun start(BuildSite site, BuildRequest request, boolean buildKit)
      throws IOException, InterruptedException {
    StepContext context = site.stepContext();
    AgentCommand command = AgentCommand.prepare(context);
    boolean started = false;
    try {
      String directory = command.directory(context).getRemote();
      Map<String, String> environment = DockerCommands.environment(request, directory, buildKit);
      RegistryCredential credential = site.registry().login();
      if (credential != null) {
        login(site, command, environment, credential);
      }
      List<List<String>> commands = new ArrayList<>();
      commands.add(
          DockerCommands.build(
              request,
              site.context().getRemote(),
              site.context().child(request.dockerfile()).getRemote(),
              command.directory(context).child(ID_FILE).getRemote()));
      if (request.push()) {
        request.references().forEach(reference -> commands.add(DockerCommands.push(reference)));
      }
      command.start(context, commands, environment);
      started = true;
      return new DockerRun(command, request.references().get(0));
    } finally {
      if (!started) {
        command.stop(context);
      }
    }
  }

  private static void login(
      BuildSite site,
      AgentCommand command,
      Map<String, String> environment,
      RegistryCredential credential)
      throws IOException, InterruptedException {
    AgentCommand.Answer answer =
        command.run(
            site.stepContext(),
            DockerCommands.login(site.registry().host(), credential.user()),
            environment,
            credential.password().get());
    if (answer.status() != 0) {
      throw new AbortException(
          "docker login to "
              + site.registry().host().name()
              + " as "
              + credential.user()
              + " failed: "
              + answer.output().strip().replaceAll("\\s*\\R\\s*", "; ")
              + ". A registry without TLS must be in the engine's insecure-registries.");
    }
  }

  @Override
  public Optional<String> poll(BuildSite site) throws IOException, InterruptedException {
    Optional<Integer> status = command.poll(site.stepContext());
    if (status.isEmpty()) {
      return Optional.empty();
    }
    if (status.get() != 0) {
      throw new AbortException(
          "docker build or push of "
              + image
              + " failed with exit status "
              + status.get()
              + ": see its output above.");
    }
    String id = command.directory(site.stepContext()).child(ID_FILE).readToString().strip();
    stop(site);
    return Optional.of(id);
  }

  @Override
  public boolean stop(BuildSite site) throws IOException, InterruptedException {
    return command.stop(site.stepContext());
  }
}
