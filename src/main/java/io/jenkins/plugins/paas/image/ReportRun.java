package io.jenkins.plugins.paas.image;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.paas.image.build.BuildPaths;
import io.jenkins.plugins.paas.image.scan.ReportTool;
import io.jenkins.plugins.paas.step.AgentCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** One report in the making, on the agent whether or not the controller is up. */
final class ReportRun implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int MAX_REPORT = 256 << 20;

  private final AgentCommand command;
  private final ReportTool tool;
  private final String reference;
  private final String report;

  private ReportRun(AgentCommand command, ReportTool tool, String reference, String report) {
    this.command = command;
    this.tool = tool;
    this.reference = reference;
    this.report = report;
  }

  /** Whether the tool is on the agent's PATH and runs. */
  static boolean isThere(BuildSite site, ReportTool tool) throws IOException, InterruptedException {
    return CommandLineBuilder.ask(site, tool.version()).status() == 0;
  }

  static ReportRun start(BuildSite site, ReportTool tool, String reference)
      throws IOException, InterruptedException {
    StepContext context = site.stepContext();
    AgentCommand command = AgentCommand.prepare(context);
    boolean started = false;
    try {
      FilePath directory = command.directory(context);
      BuildPaths paths = new BuildPaths("", "", directory.getRemote(), site.registry().host());
      new PrivateFiles(site, command, paths).writeForPull();
      boolean ownCa = site.registry().caCertificate() != null;
      command.start(
          context,
          List.of(tool.command(reference, paths.statement())),
          tool.environment(
              site.registry().host(),
              directory.getRemote(),
              ownCa ? paths.certificates() + "/ca.crt" : null));
      started = true;
      return new ReportRun(command, tool, reference, paths.statement());
    } finally {
      if (!started) {
        command.stop(context);
      }
    }
  }

  /** The report when it is written. */
  Optional<byte[]> poll(BuildSite site) throws IOException, InterruptedException {
    Optional<Integer> status = command.poll(site.stepContext(), site.log()::clean);
    if (status.isEmpty()) {
      return Optional.empty();
    }
    FilePath file = command.directory(site.stepContext()).child(report);
    if (status.get() != 0 || !file.exists()) {
      throw new AbortException(
          tool.program()
              + " could not look into "
              + reference
              + " (exit status "
              + status.get()
              + (status.get() == 0 ? ", but no report" : "")
              + "): see its output above. The image is pushed.");
    }
    byte[] content;
    try (InputStream in = file.read()) {
      content = in.readNBytes(MAX_REPORT + 1);
    }
    if (content.length > MAX_REPORT) {
      throw new AbortException(
          tool.program() + " wrote a report of over " + MAX_REPORT + " bytes about " + reference);
    }
    stop(site);
    return Optional.of(content);
  }

  boolean stop(BuildSite site) throws IOException, InterruptedException {
    return command.stop(site.stepContext());
  }
}
