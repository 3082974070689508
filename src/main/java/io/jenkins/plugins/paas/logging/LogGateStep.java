package io.jenkins.plugins.paas.logging;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.core.text.NearestName;
import io.jenkins.plugins.paas.logging.elastic.LogGate;
import io.jenkins.plugins.paas.logging.elastic.LogTarget;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.platform.PlatformStep;
import io.jenkins.plugins.paas.step.PaasStepDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code paasLogGate}: counts the log lines that match a query, and fails when there are too many.
 * Returns a {@link io.jenkins.plugins.paas.step.LogGateResult}.
 */
public final class LogGateStep extends PlatformStep {

  static final String WINDOW = "15m";
  static final String FAIL = "fail";
  static final String UNSTABLE = "unstable";

  private final String target;
  private final String query;
  private long max;
  private String window = WINDOW;
  private String onViolation = FAIL;

  /**
   * @param target data stream or alias
   * @param query in the syntax of {@code query_string}
   */
  @DataBoundConstructor
  public LogGateStep(String target, String query) {
    this.target = Util.fixEmptyAndTrim(target);
    this.query = Util.fixEmptyAndTrim(query);
  }

  public String getTarget() {
    return target;
  }

  public String getQuery() {
    return query;
  }

  public long getMax() {
    return max;
  }

  @DataBoundSetter
  public void setMax(long value) {
    max = value;
  }

  public String getWindow() {
    return window;
  }

  @DataBoundSetter
  public void setWindow(String value) {
    window = Objects.requireNonNullElse(Util.fixEmptyAndTrim(value), WINDOW);
  }

  public String getOnViolation() {
    return onViolation;
  }

  @DataBoundSetter
  public void setOnViolation(String value) {
    onViolation = Objects.requireNonNullElse(Util.fixEmptyAndTrim(value), FAIL);
  }

  @Override
  public StepExecution start(StepContext context) throws Exception {
    try {
      check();
      return new LogGateExecution(context, this, window(window));
    } catch (IllegalArgumentException e) {
      throw new AbortException("paasLogGate: " + e.getMessage());
    }
  }

  private void check() {
    new LogTarget(target);
    if (query == null) {
      throw new IllegalArgumentException("query is empty: give one such as level:ERROR");
    }
    if (query.length() > 2000) {
      throw new IllegalArgumentException("query is longer than 2000 characters");
    }
    if (max < 0) {
      throw new IllegalArgumentException("max must be at least 0, not " + max);
    }
    if (!List.of(FAIL, UNSTABLE).contains(onViolation)) {
      throw new IllegalArgumentException(
          "onViolation: '"
              + onViolation
              + "' is unknown, it is fail or unstable."
              + NearestName.hint(onViolation, List.of(FAIL, UNSTABLE)));
    }
  }

  private static Duration window(String text) {
    Duration window;
    try {
      window = DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("window: " + e.getMessage(), e);
    }
    if (window.toSeconds() < 1 || window.compareTo(LogGate.LONGEST) > 0) {
      throw new IllegalArgumentException("window: '" + text + "' must be 1s to 30d");
    }
    return window;
  }

  /** Describes the step to the Pipeline and to pages. */
  @Extension
  public static final class DescriptorImpl extends PaasStepDescriptor {
    @Override
    public String getFunctionName() {
      return "paasLogGate";
    }

    @Override
    public String getDisplayName() {
      return "Count log lines and fail when there are too many";
    }

    /** Whether the text is a window. */
    @POST
    public FormValidation doCheckWindow(@AncestorInPath Item item, @QueryParameter String value) {
      PaasPermissions.checkConfigure(item);
      try {
        window(Objects.requireNonNullElse(Util.fixEmptyAndTrim(value), WINDOW));
        return FormValidation.ok();
      } catch (IllegalArgumentException e) {
        return FormValidation.error(e.getMessage());
      }
    }
  }
}
