package io.jenkins.embedded.controller.steps;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.embedded.controller.junit.TestReports;
import io.jenkins.embedded.controller.junit.TestTotals;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code junit 'target/surefire-reports/*.xml'}: reads test reports, prints the failures and the
 * totals, makes the build unstable where a test failed, and returns the counts.
 */
public final class JunitStep extends Step {
  private final String testResults;
  private boolean allowEmptyResults;
  private boolean skipMarkingBuildUnstable;
  private boolean skipOldReports;
  private boolean keepLongStdio;
  private boolean keepProperties;
  private boolean keepTestNames;
  private boolean skipPublishingChecks;
  private String checksName;
  private String stdioRetention;
  private double healthScaleFactor = 1;

  @DataBoundConstructor
  public JunitStep(String testResults) {
    this.testResults = testResults;
  }

  public String getTestResults() {
    return testResults;
  }

  public boolean isAllowEmptyResults() {
    return allowEmptyResults;
  }

  @DataBoundSetter
  public void setAllowEmptyResults(boolean allowEmptyResults) {
    this.allowEmptyResults = allowEmptyResults;
  }

  public boolean isSkipMarkingBuildUnstable() {
    return skipMarkingBuildUnstable;
  }

  @DataBoundSetter
  public void setSkipMarkingBuildUnstable(boolean skipMarkingBuildUnstable) {
    this.skipMarkingBuildUnstable = skipMarkingBuildUnstable;
  }

  public boolean isSkipOldReports() {
    return skipOldReports;
  }

  /** Leaves out reports that are older than the build. */
  @DataBoundSetter
  public void setSkipOldReports(boolean skipOldReports) {
    this.skipOldReports = skipOldReports;
  }

  public boolean isKeepLongStdio() {
    return keepLongStdio;
  }

  /** This and what follows concern pages of Jenkins; accepted without effect. */
  @DataBoundSetter
  public void setKeepLongStdio(boolean keepLongStdio) {
    this.keepLongStdio = keepLongStdio;
  }

  public boolean isKeepProperties() {
    return keepProperties;
  }

  @DataBoundSetter
  public void setKeepProperties(boolean keepProperties) {
    this.keepProperties = keepProperties;
  }

  public boolean isKeepTestNames() {
    return keepTestNames;
  }

  @DataBoundSetter
  public void setKeepTestNames(boolean keepTestNames) {
    this.keepTestNames = keepTestNames;
  }

  public boolean isSkipPublishingChecks() {
    return skipPublishingChecks;
  }

  @DataBoundSetter
  public void setSkipPublishingChecks(boolean skipPublishingChecks) {
    this.skipPublishingChecks = skipPublishingChecks;
  }

  public String getChecksName() {
    return checksName;
  }

  @DataBoundSetter
  public void setChecksName(String checksName) {
    this.checksName = checksName;
  }

  public String getStdioRetention() {
    return stdioRetention;
  }

  @DataBoundSetter
  public void setStdioRetention(String stdioRetention) {
    this.stdioRetention = stdioRetention;
  }

  public double getHealthScaleFactor() {
    return healthScaleFactor;
  }

  @DataBoundSetter
  public void setHealthScaleFactor(double healthScaleFactor) {
    this.healthScaleFactor = healthScaleFactor;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(
        context, testResults, allowEmptyResults, skipMarkingBuildUnstable, skipOldReports);
  }

  private static final class Execution extends SynchronousNonBlockingStepExecution<TestTotals> {
    private static final long serialVersionUID = 1L;
    private final String testResults;
    private final boolean allowEmptyResults;
    private final boolean skipMarkingBuildUnstable;
    private final boolean skipOldReports;

    Execution(
        StepContext context,
        String testResults,
        boolean allowEmptyResults,
        boolean skipMarkingBuildUnstable,
        boolean skipOldReports) {
      super(context);
      this.testResults = testResults;
      this.allowEmptyResults = allowEmptyResults;
      this.skipMarkingBuildUnstable = skipMarkingBuildUnstable;
      this.skipOldReports = skipOldReports;
    }

    @Override
    protected TestTotals run() throws Exception {
      Run<?, ?> run = getContext().get(Run.class);
      PrintStream log = getContext().get(TaskListener.class).getLogger();
      log.println("Recording test results");
      FilePath[] files = getContext().get(FilePath.class).list(testResults);
      if (files.length == 0) {
        return nothing(log, "No test report files were found. Configuration error?");
      }
      TestReports reports = new TestReports();
      for (FilePath file : files) {
        Path path = Path.of(file.getRemote());
        if (!skipOldReports
            || Files.getLastModifiedTime(path).toMillis() >= run.getStartTimeInMillis()) {
          reports.read(path);
        }
      }
      TestTotals totals = reports.totals();
      if (totals.getTotalCount() == 0) {
        return nothing(log, "None of the test reports contained any result");
      }
      reports.failures().forEach(failure -> log.println("failed: " + failure));
      log.println("junit: " + totals);
      if (totals.getFailCount() > 0 && !skipMarkingBuildUnstable) {
        getContext().setResult(Result.UNSTABLE);
      }
      return totals;
    }

    private TestTotals nothing(PrintStream log, String text) throws AbortException {
      if (!allowEmptyResults) {
        throw new AbortException(text);
      }
      log.println(text);
      return new TestReports().totals();
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("junit", false, FilePath.class, Run.class, TaskListener.class);
    }
  }
}
