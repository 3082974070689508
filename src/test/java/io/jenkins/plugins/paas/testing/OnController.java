package io.jenkins.plugins.paas.testing;

import org.junit.runner.Description;
import org.junit.runners.model.Statement;
import org.jvnet.hudson.test.JenkinsRule;

/** A controller for a program that is no test, such as a bench. */
public final class OnController {

  private OnController() {}

  /** What is done there. */
  @FunctionalInterface
  public interface Work {
    void with(JenkinsRule jenkins) throws Exception;
  }

  /** Starts a controller of its own, does the work and stops it. */
  public static void run(Work work) throws Exception {
    JenkinsRule jenkins = new JenkinsRule();
    Statement statement =
        new Statement() {
          @Override
          public void evaluate() throws Exception {
            work.with(jenkins);
          }
        };
    try {
      jenkins.apply(statement, Description.createSuiteDescription("bench")).evaluate();
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
