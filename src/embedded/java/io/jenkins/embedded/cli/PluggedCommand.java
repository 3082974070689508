package io.jenkins.embedded.cli;

import java.io.PrintStream;
import java.util.ServiceLoader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A command that another package implements as a {@link CommandExtension}. */
final class PluggedCommand implements SubCommand {
  private final String name;
  private final String summary;

  PluggedCommand(String name, String summary) {
    this.name = name;
    this.summary = summary;
  }

  @Override
  public String summary() {
    return summary;
  }

  @Override
  public void describe(CommandSpec spec) {
    spec.parser().unmatchedArgumentsAllowed(true).unmatchedOptionsArePositionalParams(true);
    spec.usageMessage().description(summary);
  }

  @Override
  public int execute(ParseResult arguments, PrintStream out, PrintStream err) throws Mistake {
    for (CommandExtension plugged :
        ServiceLoader.load(CommandExtension.class, PluggedCommand.class.getClassLoader())) {
      if (plugged.name().equals(name)) {
        return plugged.execute(arguments.unmatched(), out, err);
      }
    }
    throw new Mistake("this build has no '" + name + "'");
  }
}
