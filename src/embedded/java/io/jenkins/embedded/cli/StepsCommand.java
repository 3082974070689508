package io.jenkins.embedded.cli;

import io.jenkins.embedded.controller.EmbeddedJenkins;
import io.jenkins.embedded.controller.engine.StepCatalog;
import io.jenkins.plugins.paas.core.text.NearestName;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code paas steps [NAME]}: what steps there are, or one step's arguments with their help. */
final class StepsCommand implements SubCommand {
  @Override
  public String summary() {
    return "lists the steps, or tells the arguments of one";
  }

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage().description("Lists the steps, or tells the arguments of one.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("NAME")
            .index("0")
            .arity("0..1")
            .type(String.class)
            .build());
  }

  @Override
  public int execute(ParseResult arguments, PrintStream out, PrintStream err) throws Mistake {
    String name = arguments.matchedPositionalValue(0, null);
    try {
      Path state = Files.createTempDirectory("paas-steps");
      try (EmbeddedJenkins jenkins = EmbeddedJenkins.start(state.toFile())) {
        StepCatalog catalog = new StepCatalog(Set.of());
        if (name == null) {
          for (String step : catalog.steps()) {
            out.printf("%-18s %s%n", step, title(catalog.descriptor(step).orElseThrow()));
          }
          return ExitCode.OK;
        }
        StepDescriptor descriptor =
            catalog
                .descriptor(name)
                .orElseThrow(
                    () ->
                        new Mistake(
                            "there is no step '"
                                + name
                                + "'."
                                + NearestName.hint(name, catalog.steps())));
        StepHelp.print(descriptor, out);
        return ExitCode.OK;
      } finally {
        hudson.Util.deleteRecursive(state.toFile());
      }
    } catch (IOException e) {
      throw new Mistake(String.valueOf(e.getMessage()));
    }
  }

  private static String title(StepDescriptor descriptor) {
    String title = descriptor.getDisplayName();
    return title.equals(descriptor.getFunctionName()) ? "" : title;
  }
}
