package org.jvnet.hudson.test;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.fail;

import hudson.Util;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TopLevelItem;
import io.jenkins.embedded.controller.EmbeddedJenkins;
import io.jenkins.embedded.controller.RunningBuilds;
import io.jenkins.embedded.controller.cps.CpsRecord;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/** A controller for each test, in a directory that is removed afterwards. */
public class JenkinsRule implements TestRule {
  private static final long PATIENCE_MINUTES = 3;

  public Jenkins jenkins;
  private EmbeddedJenkins controller;
  private File directory;
  private int count;

  public void before() throws Throwable {
    directory = Files.createTempDirectory("jenkins-test").toFile();
    DescribableModel.STRICT_PARAMETER_CHECKING = true;
    CpsRecord.start();
    controller = EmbeddedJenkins.start(directory);
    jenkins = controller;
  }

  /** Stops what still runs, ends the controller, removes its directory. */
  public void after() throws Exception {
    try {
      RunningBuilds.stopAll(jenkins);
    } finally {
      controller.close();
      jenkins = null;
      Util.deleteRecursive(directory);
    }
    CpsRecord.run();
  }

  @Override
  public Statement apply(Statement base, Description description) {
    return new Statement() {
      @Override
      public void evaluate() throws Throwable {
        before();
        try {
          base.evaluate();
        } finally {
          after();
        }
      }
    };
  }

  public <T extends TopLevelItem> T createProject(Class<T> type) throws IOException {
    return createProject(type, "test" + count++);
  }

  public <T extends TopLevelItem> T createProject(Class<T> type, String name) throws IOException {
    try {
      T item = type.getConstructor(ItemGroup.class, String.class).newInstance(jenkins, name);
      jenkins.putItem(item);
      return item;
    } catch (ReflectiveOperationException | InterruptedException e) {
      throw new IOException("cannot make " + type.getName() + " " + name, e);
    }
  }

  public <J extends Job<J, R>, R extends Run<J, R>> R buildAndAssertSuccess(J job)
      throws Exception {
    return buildAndAssertStatus(Result.SUCCESS, job);
  }

  @SuppressWarnings("unchecked")
  public <J extends Job<J, R>, R extends Run<J, R>> R buildAndAssertStatus(Result status, J job)
      throws Exception {
    return assertBuildStatus(status, (Future<? extends R>) (Future<?>) RunningBuilds.start(job));
  }

  public <R extends Run> R assertBuildStatus(Result status, R r) throws Exception {
    if (!status.equals(r.getResult())) {
      System.err.println(getLog(r));
    }
    assertEquals("result of " + r + "; its log:\n" + getLog(r), status, r.getResult());
    return r;
  }

  public <R extends Run> R assertBuildStatus(Result status, Future<? extends R> r)
      throws Exception {
    assertNotNull("the build was not scheduled", r);
    return assertBuildStatus(status, r.get(PATIENCE_MINUTES, TimeUnit.MINUTES));
  }

  public <R extends Run> R assertBuildStatusSuccess(R r) throws Exception {
    return assertBuildStatus(Result.SUCCESS, r);
  }

  public <R extends Run> R assertBuildStatusSuccess(Future<? extends R> r) throws Exception {
    return assertBuildStatus(Result.SUCCESS, r);
  }

  public void assertLogContains(String substring, Run run) throws IOException {
    String log = getLog(run);
    if (!log.contains(substring)) {
      fail("expected '" + substring + "' in the log:\n" + log);
    }
  }

  public void assertLogNotContains(String substring, Run run) throws IOException {
    String log = getLog(run);
    if (log.contains(substring)) {
      fail("did not expect '" + substring + "' in the log:\n" + log);
    }
  }

  public static String getLog(Run run) throws IOException {
    return Files.readString(run.getLogFile().toPath(), StandardCharsets.UTF_8);
  }

  public <R extends Run<?, ?>> R waitForCompletion(R r) throws InterruptedException {
    RunningBuilds.await(() -> !r.isBuilding(), "the end of " + r, r);
    return r;
  }

  /** Fails where the run ends without it. */
  public <R extends Run<?, ?>> R waitForMessage(String message, R r)
      throws IOException, InterruptedException {
    RunningBuilds.await(
        () -> getLog(r).contains(message) || !r.isBuilding(), "'" + message + "'", r);
    assertLogContains(message, r);
    return r;
  }
}
