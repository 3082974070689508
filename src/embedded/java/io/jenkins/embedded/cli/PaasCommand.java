package io.jenkins.embedded.cli;

import io.jenkins.plugins.paas.core.text.NearestName;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code paas}: runs Jenkinsfiles without a Jenkins. Exit codes: {@link ExitCode}. */
public final class PaasCommand {
  private static final Map<String, Supplier<SubCommand>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("run", RunCommand::new);
    COMMANDS.put("validate", ValidateCommand::new);
    COMMANDS.put("steps", StepsCommand::new);
    COMMANDS.put("check", CheckCommand::new);
    COMMANDS.put("sweep", SweepCommand::new);
    COMMANDS.put("demo", DemoCommand::new);
  }

  private PaasCommand() {}

  /** Runs one command and gives its exit code; messages of mistakes go to the error stream. */
  public static int execute(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.isEmpty() || List.of("-h", "--help", "help").contains(arguments.get(0))) {
      usage(out);
      return arguments.isEmpty() ? ExitCode.MISTAKE : ExitCode.OK;
    }
    String name = arguments.get(0);
    if (name.equals("--version") || name.equals("-V")) {
      out.println("paas " + Version.text());
      return ExitCode.OK;
    }
    Supplier<SubCommand> command = COMMANDS.get(name);
    if (command == null) {
      err.println(
          "paas: there is no command '" + name + "'." + NearestName.hint(name, COMMANDS.keySet()));
      return ExitCode.MISTAKE;
    }
    return execute(name, command.get(), arguments.subList(1, arguments.size()), out, err);
  }

  // Only the command that is asked for is described, without annotations: start-up time counts.
  private static int execute(
      String name, SubCommand command, List<String> rest, PrintStream out, PrintStream err) {
    CommandSpec spec = CommandSpec.create().name("paas " + name);
    command.describe(spec);
    CommandLine line = new CommandLine(spec);
    if (rest.contains("--help") || rest.contains("-h")) {
      line.usage(out);
      return ExitCode.OK;
    }
    try {
      ParseResult parsed = line.parseArgs(rest.toArray(new String[0]));
      return command.execute(parsed, out, err);
    } catch (ParameterException e) {
      err.println("paas " + name + ": " + e.getMessage() + hint(e, spec, rest));
      return ExitCode.MISTAKE;
    } catch (Mistake e) {
      err.println("paas " + name + ": " + e.getMessage());
      return ExitCode.MISTAKE;
    }
  }

  private static String hint(ParameterException e, CommandSpec spec, List<String> given) {
    List<String> known = new ArrayList<>(spec.optionsMap().keySet());
    for (String word : given) {
      String option = word.split("=", 2)[0];
      if (option.startsWith("-") && !known.contains(option)) {
        return "." + NearestName.hint(option, known);
      }
    }
    return "";
  }

  private static void usage(PrintStream out) {
    out.println("Usage: paas COMMAND [options]");
    COMMANDS.forEach((name, command) -> out.printf("  %-10s %s%n", name, command.get().summary()));
    out.println("  --version  prints the version");
    out.println("paas COMMAND --help tells the options. Exit codes: " + ExitCode.TEXT);
  }
}
