package io.jenkins.embedded.cli;

import java.util.List;

/** The entry point that target/paas-runner.jar names. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(PaasCommand.execute(List.of(arguments), System.out, System.err));
  }
}
