package io.jenkins.embedded.cli;

import io.jenkins.embedded.controller.EmbeddedJenkins;
import io.jenkins.embedded.controller.PeriodicWorks;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code paas sweep}: what a controller does periodically, once and now. */
final class SweepCommand implements SubCommand {
  @Override
  public String summary() {
    return "removes what crashed builds of this workspace left behind";
  }

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Removes previews that builds of this workspace left behind: those past their time, and"
                + " those that were last seen an hour ago. Others' are not touched.")
        .footer("Exit codes: " + ExitCode.TEXT);
    Settings.describe(spec);
  }

  @Override
  public int execute(ParseResult arguments, PrintStream out, PrintStream err) throws Mistake {
    Path workspace = Settings.workspace(arguments);
    Path settings = Settings.required(arguments, workspace);
    try (EmbeddedJenkins jenkins =
        EmbeddedJenkins.start(workspace.toAbsolutePath().normalize().resolve(".paas").toFile())) {
      Settings.apply(settings);
      return PeriodicWorks.runAll(out) ? ExitCode.OK : ExitCode.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Mistake("interrupted");
    } catch (IOException e) {
      throw new Mistake(String.valueOf(e.getMessage()));
    }
  }
}
