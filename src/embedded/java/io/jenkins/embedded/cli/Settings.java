package io.jenkins.embedded.cli;

import io.jenkins.embedded.casc.ConfigurationFailure;
import io.jenkins.embedded.casc.ConfigurationFile;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Where a command works and what it knows: workspace and configuration as code. */
final class Settings {
  private Settings() {}

  /** Declares {@code --config} and {@code --workspace}. */
  static void describe(CommandSpec spec) {
    option(spec, "--config", "FILE", "platforms and credentials (default: .paas/platforms.yaml)");
    option(spec, "--workspace", "DIR", "where the steps run and builds are kept (default: .)");
  }

  static void option(CommandSpec spec, String name, String label, String description) {
    spec.addOption(
        OptionSpec.builder(name)
            .paramLabel(label)
            .description(description)
            .type(String.class)
            .arity("1")
            .build());
  }

  static Path workspace(ParseResult arguments) throws Mistake {
    Path workspace = Path.of(arguments.matchedOptionValue("--workspace", "."));
    Inputs.requireDirectory("The workspace", workspace);
    return workspace;
  }

  /** The configuration's file, for a command that is about platforms. */
  static Path required(ParseResult arguments, Path workspace) throws Mistake {
    Path settings = of(arguments, workspace);
    if (settings == null) {
      throw new Mistake(
          "there are no platforms: give --config FILE, or write .paas/platforms.yaml");
    }
    return settings;
  }

  /** The configuration's file, or null where there is none. */
  static Path of(ParseResult arguments, Path workspace) throws Mistake {
    String config = arguments.matchedOptionValue("--config", null);
    Path platforms = workspace.resolve(".paas/platforms.yaml");
    if (config == null && !Files.isRegularFile(platforms)) {
      return null;
    }
    Path settings = config == null ? platforms : Path.of(config);
    Inputs.requireFile("The configuration", settings);
    return settings;
  }

  /**
   * @throws Mistake what is wrong in the file, with its line
   */
  static void apply(Path file) throws Mistake {
    try {
      ConfigurationFile.apply(file, System.getenv());
    } catch (ConfigurationFailure e) {
      throw new Mistake(e.getMessage());
    }
  }
}
