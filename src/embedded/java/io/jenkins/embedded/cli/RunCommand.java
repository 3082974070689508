package io.jenkins.embedded.cli;

import io.jenkins.embedded.controller.GroovyEngine;
import io.jenkins.embedded.controller.script.ScriptProblem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code paas run Jenkinsfile}. */
final class RunCommand implements SubCommand {
  @Override
  public String summary() {
    return "runs a Jenkinsfile on this machine";
  }

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description("Runs a Jenkinsfile with your rights on this machine, without a Jenkins.")
        .footer("Exit codes: " + ExitCode.TEXT);
    Settings.describe(spec);
    LibraryOption.describe(spec);
    Settings.option(spec, "--json", "FILE", "writes number, result, duration and log as JSON");
    spec.addOption(
        OptionSpec.builder("--param", "-p")
            .paramLabel("NAME=VALUE")
            .description("a build parameter; may be repeated")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .build());
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("Jenkinsfile")
            .index("0")
            .arity("1")
            .type(String.class)
            .build());
  }

  @Override
  public int execute(ParseResult arguments, PrintStream out, PrintStream err) throws Mistake {
    Path file = Path.of((String) arguments.matchedPositionalValue(0, ""));
    Path workspace = Settings.workspace(arguments);
    String text = Inputs.text("The Jenkinsfile", file);
    Path settings = Settings.of(arguments, workspace);
    List<String> parameters = arguments.matchedOptionValue("--param", List.of());
    String json = arguments.matchedOptionValue("--json", null);
    BuildRequest request =
        new BuildRequest(
            file.getFileName().toString(),
            text,
            workspace.toAbsolutePath().normalize(),
            settings,
            parameters(parameters),
            json == null ? null : Path.of(json));
    try {
      GroovyEngine engine = GroovyEngine.of(request.file(), LibraryOption.of(arguments));
      return new CommandLineBuild(request, engine).run(out, err);
    } catch (ScriptProblem e) {
      throw new Mistake(e.getMessage());
    } catch (IOException e) {
      throw new Mistake(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> parameters(List<String> given) throws Mistake {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : given) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw new Mistake("--param takes NAME=VALUE, not '" + pair + "'");
      }
      values.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return values;
  }
}
