package io.jenkins.embedded.cli;

import hudson.model.Result;

/** What the commands exit with. */
final class ExitCode {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int MISTAKE = 2;
  static final int INTERRUPTED = 130;
  static final int TERMINATED = 143;

  static final String TEXT =
      "0 SUCCESS or UNSTABLE, 1 FAILURE or ABORTED, 2 a mistake found before anything ran,"
          + " 130 Ctrl-C, 143 SIGTERM";

  private ExitCode() {}

  static int of(Result result) {
    return result != null && result.isBetterOrEqualTo(Result.UNSTABLE) ? OK : FAILED;
  }
}
