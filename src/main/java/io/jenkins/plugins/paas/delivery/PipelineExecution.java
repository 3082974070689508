package io.jenkins.plugins.paas.delivery;

import hudson.AbortException;
import io.jenkins.plugins.paas.core.plan.TextDiff;
import io.jenkins.plugins.paas.core.text.NearestName;
import io.jenkins.plugins.paas.core.yaml.YamlFailure;
import io.jenkins.plugins.paas.delivery.gate.Definition;
import io.jenkins.plugins.paas.delivery.gate.DefinitionCheck;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import io.jenkins.plugins.paas.delivery.gate.GateDefinitions;
import io.jenkins.plugins.paas.delivery.gate.GateFailure;
import io.jenkins.plugins.paas.delivery.gate.PipelineConfig;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.Platforms;
import io.jenkins.plugins.paas.step.PipelineResult;
import io.jenkins.plugins.paas.step.PollingExecution;
import io.jenkins.plugins.paas.step.WorkspaceText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Compares, saves what differs, and looks until Spinnaker has it. */
final class PipelineExecution extends PollingExecution {

  private static final long serialVersionUID = 1L;
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int MOST_LINES = 200;

  /** Gate goes on saving for so long after it has answered that it does not know. */
  private static final long SAVING_MILLIS = 40_000;

  private final String platformArgument;
  private final String applicationArgument;
  private final String file;
  private final boolean plan;
  private final boolean delete;
  private String platformName;
  private String application;
  private String text;
  private String diff = "";

  private transient long savedMillis;

  PipelineExecution(StepContext context, PipelineStep step) throws AbortException {
    super(context, "pipeline", LIMIT);
    if (step.getFile() == null) {
      throw new AbortException("file is missing: the path of the definition, JSON or YAML");
    }
    platformArgument = step.getPlatform();
    applicationArgument = step.getApplication();
    file = step.getFile();
    plan = step.isPlan();
    delete = step.isDelete();
  }

  @Override
  protected void prepare() throws Exception {
    Platform platform = Platforms.require(getContext(), platformArgument, PaasPermissions.DEPLOY);
    Platforms.target(platform, platform.getSpinnaker(), "Spinnaker");
    platformName = platform.getName();
    application = Platforms.application(getContext(), applicationArgument);
  }

  @Override
  protected void call() throws Exception {
    text = WorkspaceText.read(getContext(), "paasPipeline", file);
    Definition definition = definition();
    GateClient client = client();
    requireGood(definition, client);
    Definition live = client.definitions().live(definition).orElse(null);
    if (live != null && delete) {
      requireEmpty(live, client);
    }
    List<String> lines =
        TextDiff.unified(
            definition.name(),
            live == null ? "" : live.text(definition),
            wanted(definition),
            MOST_LINES);
    diff = String.join("\n", lines);
    for (String line : lines) {
      log().info(line);
    }
  }

  @Override
  protected Optional<Object> poll() throws Exception {
    Definition definition = definition();
    GateDefinitions definitions = client().definitions();
    Definition live = definitions.live(definition).orElse(null);
    boolean same = (live == null ? "" : live.text(definition)).equals(wanted(definition));
    if (same || plan) {
      String id = live == null ? "" : live.id();
      log().done(summary(definition), elapsed());
      return Optional.of(new PipelineResult(id, !diff.isEmpty(), diff));
    }
    if (System.currentTimeMillis() - savedMillis > SAVING_MILLIS) {
      savedMillis = System.currentTimeMillis();
      change(definitions, definition, live);
    }
    return Optional.empty();
  }

  private void change(GateDefinitions definitions, Definition definition, Definition live)
      throws IOException, InterruptedException {
    try {
      if (delete) {
        definitions.delete(live);
      } else {
        definitions.save(definition, live);
      }
    } catch (GateFailure e) {
      // Gate waits half a minute for its own task, which goes on
      boolean goesOn = e.kind() == GateFailure.Kind.INVALID && e.getMessage().contains("RUNNING");
      if (!goesOn && !e.isTransient()) {
        throw new AbortException(e.getMessage() + SpinnakerAccess.setting(platformName));
      }
      log().info(e.getMessage() + " Looking whether it is done.");
    }
  }

  private void requireGood(Definition definition, GateClient client) throws Exception {
    List<String> problems = delete ? List.of() : DefinitionCheck.problems(definition);
    if (!problems.isEmpty()) {
      throw new AbortException(file + ":\n  " + String.join("\n  ", problems));
    }
    if (definition.isApplication()) {
      return;
    }
    if (!client.definitions().hasApplication(application)) {
      throw new AbortException(
          "Spinnaker has no application '"
              + application
              + "'."
              + NearestName.hint(application, client.applications())
              + " Keep its definition in a file too (name, email), and save that first.");
    }
    String template = definition.template();
    if (!template.isEmpty() && !client.definitions().hasTemplate(template)) {
      throw new AbortException(
          file + ": Spinnaker has no pipeline template '" + template + "' (template.reference).");
    }
  }

  private void requireEmpty(Definition live, GateClient client) throws Exception {
    if (!live.isApplication()) {
      return;
    }
    List<String> left =
        client.pipelineConfigs(live.name()).stream().map(PipelineConfig::name).sorted().toList();
    if (!left.isEmpty()) {
      throw new AbortException(
          "Application '"
              + live.name()
              + "' still has pipelines: "
              + String.join(", ", left)
              + ". Delete them first.");
    }
  }

  private String summary(Definition definition) {
    String what = (definition.isApplication() ? "application " : "pipeline ") + definition.name();
    if (diff.isEmpty()) {
      return what + (delete ? " is not there" : " unchanged");
    }
    return what + (plan ? " would be " : " ") + (delete ? "deleted" : "saved");
  }

  private String wanted(Definition definition) {
    return delete ? "" : definition.text();
  }

  private Definition definition() throws AbortException {
    try {
      return Definition.parse(text, file, application);
    } catch (YamlFailure e) {
      throw new AbortException(e.getMessage());
    }
  }

  private GateClient client() throws IOException, InterruptedException {
    Platform platform = Platforms.require(getContext(), platformName, PaasPermissions.DEPLOY);
    return SpinnakerAccess.connect(platform.getSpinnaker(), run(), log()).client();
  }

  @Override
  protected String awaiting() {
    return "Spinnaker's definition to be that of " + file;
  }
}
