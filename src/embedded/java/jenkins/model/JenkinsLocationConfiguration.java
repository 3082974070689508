package jenkins.model;

import hudson.ExtensionList;
import org.jenkinsci.Symbol;

/** Where the controller is reached. */
@Symbol("location")
public class JenkinsLocationConfiguration extends GlobalConfiguration {
  private String jenkinsUrl;

  public static JenkinsLocationConfiguration get() {
    return ExtensionList.lookupSingleton(JenkinsLocationConfiguration.class);
  }

  /** With a slash at its end, or null. */
  public String getUrl() {
    return jenkinsUrl;
  }

  public void setUrl(String jenkinsUrl) {
    this.jenkinsUrl =
        jenkinsUrl == null || jenkinsUrl.isBlank()
            ? null
            : jenkinsUrl.endsWith("/") ? jenkinsUrl : jenkinsUrl + "/";
  }
}
