package io.jenkins.plugins.paas.logging;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import java.io.Serializable;
import java.util.regex.Pattern;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** What Kibana or OpenSearch Dashboards gets for a target: a data view, a search, and an export. */
public final class DataView extends AbstractDescribableImpl<DataView> implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Pattern SPACE = Pattern.compile("[a-z0-9_-]{1,100}");

  private String space;
  private String file;

  @DataBoundConstructor
  public DataView() {}

  public String getSpace() {
    return space;
  }

  @DataBoundSetter
  public void setSpace(String value) {
    space = Util.fixEmptyAndTrim(value);
  }

  public String getFile() {
    return file;
  }

  @DataBoundSetter
  public void setFile(String value) {
    file = Util.fixEmptyAndTrim(value);
  }

  /**
   * Checks its arguments. No I/O.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  void check() {
    if (space != null && !SPACE.matcher(space).matches()) {
      throw new IllegalArgumentException(
          "space '" + space + "' is no id of a Kibana space: lower case, digits, '_' and '-'");
    }
  }

  /** Describes it. */
  @Extension
  @Symbol("dataView")
  public static final class DescriptorImpl extends Descriptor<DataView> {
    @Override
    public String getDisplayName() {
      return "Data view of Kibana or OpenSearch Dashboards";
    }
  }
}
