package io.jenkins.embedded.cli;

import io.jenkins.embedded.controller.EmbeddedJenkins;
import io.jenkins.embedded.controller.GroovyEngine;
import io.jenkins.embedded.controller.script.ScriptProblem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code paas validate FILE}: syntax, steps, arguments and sections; runs nothing. */
final class ValidateCommand implements SubCommand {
  @Override
  public String summary() {
    return "checks a Jenkinsfile without running it";
  }

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage().description("Checks syntax, step names, arguments and sections.");
    LibraryOption.describe(spec);
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .index("0")
            .arity("1")
            .type(String.class)
            .build());
  }

  @Override
  public int execute(ParseResult arguments, PrintStream out, PrintStream err) throws Mistake {
    Path file = Path.of((String) arguments.matchedPositionalValue(0, ""));
    String text = Inputs.text("The Jenkinsfile", file);
    try {
      Path state = Files.createTempDirectory("paas-validate");
      try (EmbeddedJenkins jenkins = EmbeddedJenkins.start(state.toFile())) {
        GroovyEngine.of(file.getFileName().toString(), LibraryOption.of(arguments)).check(text);
      } finally {
        hudson.Util.deleteRecursive(state.toFile());
      }
    } catch (ScriptProblem e) {
      throw new Mistake(e.getMessage());
    } catch (IOException e) {
      throw new Mistake(String.valueOf(e.getMessage()));
    }
    out.println(file + " is valid");
    return ExitCode.OK;
  }
}
