package io.jenkins.embedded.cli;

import java.io.PrintStream;
import java.util.List;

/**
 * A command that another package brings, found by ServiceLoader, so that the command line knows
 * none of the platform's classes. It may run builds by {@link PaasCommand#execute}.
 */
public interface CommandExtension {
  String name();

  /**
   * @param arguments what follows the command's name
   * @return the exit code, see {@code paas --help}
   */
  int execute(List<String> arguments, PrintStream out, PrintStream err);
}
