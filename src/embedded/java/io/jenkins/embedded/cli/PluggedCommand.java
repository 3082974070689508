package io.jenkins.embedded.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A command that another package implements as a {@link Plugged} service. */
final class PluggedCommand implements SubCommand {
  private final String name;
  private final String summary;

  PluggedCommand(String name, String summary) {
    this.name = name;
    this.summary = summary;
  }

  /** Found by ServiceLoader, so that the command line knows none of the platform's classes. */
  public interface Plugged {
    String name();

    /**
     * @param arguments what follows the command's name
     * @return the exit code
     */
    int execute(List<String> arguments, PrintStream out, PrintStream err);
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
    for (Plugged plugged :
        ServiceLoader.load(Plugged.class, PluggedCommand.class.getClassLoader())) {
      if (plugged.name().equals(name)) {
        return plugged.execute(arguments.unmatched(), out, err);
      }
    }
    throw new Mistake("this build has no '" + name + "'");
  }
}
