package io.jenkins.embedded.cli;

import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One command of {@code paas}. */
public interface SubCommand {

  /** One line for the overview. */
  String summary();

  /** Declares options and parameters. */
  void describe(CommandSpec spec);

  /**
   * @return the exit code
   * @throws Mistake the user's, found before anything was started
   */
  int execute(ParseResult arguments, PrintStream out, PrintStream err) throws Mistake;
}
