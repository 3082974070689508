package io.jenkins.embedded.cli;

import io.jenkins.embedded.controller.EmbeddedJenkins;
import io.jenkins.plugins.paas.core.text.NearestName;
import io.jenkins.plugins.paas.platform.CheckContext;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PlatformAudit;
import io.jenkins.plugins.paas.step.ReadinessReport;
import io.jenkins.plugins.paas.step.ReadinessText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code paas check}: whether the platforms have what a PaaS needs. */
final class CheckCommand implements SubCommand {
  @Override
  public String summary() {
    return "checks whether the platforms have what a PaaS needs";
  }

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Calls every system of the platforms and says how each stands, what to do, and whose it"
                + " is. Changes nothing.")
        .footer("Exit codes: 0 all that is configured is ready, 1 something is not, 2 a mistake");
    Settings.describe(spec);
    Settings.option(spec, "--platform", "NAME", "the platform (default: all)");
    Settings.option(spec, "--json", "FILE", "writes the report as JSON; of one platform");
    Settings.option(spec, "--junit", "FILE", "writes a JUnit report; of one platform");
  }

  @Override
  public int execute(ParseResult arguments, PrintStream out, PrintStream err) throws Mistake {
    Path workspace = Settings.workspace(arguments);
    Path settings = Settings.required(arguments, workspace);
    try (EmbeddedJenkins jenkins =
        EmbeddedJenkins.start(workspace.toAbsolutePath().normalize().resolve(".paas").toFile())) {
      Settings.apply(settings);
      List<Platform> platforms = platforms(arguments);
      boolean ready = true;
      for (Platform platform : platforms) {
        ReadinessReport report =
            PlatformAudit.of(platform, CheckContext.on(new ThisMachine(workspace)));
        out.println("platform " + platform.getName());
        ReadinessText.lines(report).forEach(line -> out.println("  " + line));
        out.println(report + ", checked in " + report.getDurationMillis() + " ms");
        write(arguments.matchedOptionValue("--json", null), report.getJson());
        write(arguments.matchedOptionValue("--junit", null), report.getJunitXml());
        ready = ready && report.getOutcome().equals("ready");
      }
      return ready ? ExitCode.OK : ExitCode.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Mistake("interrupted");
    } catch (IOException e) {
      throw new Mistake(String.valueOf(e.getMessage()));
    }
  }

  private static List<Platform> platforms(ParseResult arguments) throws Mistake {
    List<Platform> all = PaasConfiguration.get().getPlatforms();
    List<String> names = all.stream().map(Platform::getName).toList();
    String wanted = arguments.matchedOptionValue("--platform", null);
    if (all.isEmpty()) {
      throw new Mistake("the configuration has no platform (unclassified.paas.platforms)");
    }
    if (wanted != null && !names.contains(wanted)) {
      throw new Mistake("there is no platform '" + wanted + "'." + NearestName.hint(wanted, names));
    }
    boolean toFile = arguments.hasMatchedOption("--json") || arguments.hasMatchedOption("--junit");
    if (wanted == null && all.size() > 1 && toFile) {
      throw new Mistake("a report is of one platform: name it with --platform");
    }
    return all.stream().filter(p -> wanted == null || p.getName().equals(wanted)).toList();
  }

  private static void write(String file, String text) throws IOException {
    if (file != null) {
      Files.writeString(Path.of(file), text);
    }
  }
}
