package io.jenkins.plugins.paas.monitoring;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.platform.PlatformStep;
import io.jenkins.plugins.paas.step.PaasStepDescriptor;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code paasSlo}: waits for a window of time and judges what a query says in it. Returns a {@link
 * io.jenkins.plugins.paas.step.SloResult}.
 */
public final class SloStep extends PlatformStep {

  static final String OPERATOR = "<=";
  static final String WINDOW = "5m";
  static final String FOR = "0s";
  static final String ON_VIOLATION = "fail";
  static final String NO_DATA = "violation";

  private final String query;
  private final double threshold;
  private String operator = OPERATOR;
  private String window = WINDOW;
  private String grace = FOR;
  private String onViolation = ON_VIOLATION;
  private String noData = NO_DATA;

  /**
   * @param query PromQL that answers an instant vector or a scalar
   * @param threshold a number
   */
  @DataBoundConstructor
  public SloStep(String query, double threshold) {
    this.query = Util.fixEmptyAndTrim(query);
    this.threshold = threshold;
  }

  public String getQuery() {
    return query;
  }

  public double getThreshold() {
    return threshold;
  }

  public String getOperator() {
    return operator;
  }

  @DataBoundSetter
  public void setOperator(String value) {
    operator = Objects.requireNonNullElse(Util.fixEmptyAndTrim(value), OPERATOR);
  }

  public String getWindow() {
    return window;
  }

  @DataBoundSetter
  public void setWindow(String value) {
    window = Objects.requireNonNullElse(Util.fixEmptyAndTrim(value), WINDOW);
  }

  public String getFor() {
    return grace;
  }

  @DataBoundSetter
  public void setFor(String value) {
    grace = Objects.requireNonNullElse(Util.fixEmptyAndTrim(value), FOR);
  }

  public String getOnViolation() {
    return onViolation;
  }

  @DataBoundSetter
  public void setOnViolation(String value) {
    onViolation = Objects.requireNonNullElse(Util.fixEmptyAndTrim(value), ON_VIOLATION);
  }

  public String getNoData() {
    return noData;
  }

  @DataBoundSetter
  public void setNoData(String value) {
    noData = Objects.requireNonNullElse(Util.fixEmptyAndTrim(value), NO_DATA);
  }

  @Override
  public StepExecution start(StepContext context) throws Exception {
    try {
      return new SloExecution(context, SloRequest.of(this));
    } catch (IllegalArgumentException e) {
      throw new AbortException("paasSlo: " + e.getMessage());
    }
  }

  /** Describes the step. */
  @Extension
  public static final class DescriptorImpl extends PaasStepDescriptor {
    @Override
    public String getFunctionName() {
      return "paasSlo";
    }

    @Override
    public String getDisplayName() {
      return "Judge a query of Prometheus over a window of time";
    }

    /** Whether the text is a window. */
    @POST
    public FormValidation doCheckWindow(@AncestorInPath Item item, @QueryParameter String value) {
      PaasPermissions.checkConfigure(item);
      try {
        SloRequest.window(value);
        return FormValidation.ok();
      } catch (IllegalArgumentException e) {
        return FormValidation.error(e.getMessage());
      }
    }
  }
}
