package io.jenkins.embedded.cli;

import io.jenkins.plugins.paas.step.AuditLog;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The entry point that target/paas-runner.jar names. */
public final class Main {

  // held, or the setting would be forgotten with it; the audit is in the file, not on the console
  private static final Logger AUDIT = Logger.getLogger(AuditLog.class.getName());

  private Main() {}

  public static void main(String[] arguments) {
    AUDIT.setLevel(Level.OFF);
    System.exit(PaasCommand.execute(List.of(arguments), System.out, System.err));
  }
}
