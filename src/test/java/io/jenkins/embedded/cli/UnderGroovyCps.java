package io.jenkins.embedded.cli;

import io.jenkins.embedded.controller.cps.CpsRecord;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * Runs the test's scripts once under groovy-cps too, as {@code JenkinsRule} does, while the
 * directories of their libraries are still there: put it inside the rule that removes those.
 */
final class UnderGroovyCps implements TestRule {
  @Override
  public Statement apply(Statement base, Description description) {
    return new Statement() {
      @Override
      public void evaluate() throws Throwable {
        CpsRecord.start();
        try {
          base.evaluate();
        } catch (Throwable t) {
          CpsRecord.forget();
          throw t;
        }
        CpsRecord.run();
      }
    };
  }
}
