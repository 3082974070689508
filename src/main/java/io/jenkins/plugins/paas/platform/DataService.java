package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.paas.core.yaml.YamlFailure;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import io.jenkins.plugins.paas.step.NameValue;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * How a platform meets the claims of one template: a cluster that others run, or a form with what
 * it must know of the platform. Where nothing is said, the platform's hosting decides.
 */
public final class DataService extends AbstractDescribableImpl<DataService>
    implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String template;
  private String definition;
  private String form;
  private String endpoint;
  private String credentialsId;
  private LinkedHashMap<String, String> settings = new LinkedHashMap<>();

  /**
   * @param template a claim template's name, such as {@code postgres}
   */
  @DataBoundConstructor
  public DataService(String template) {
    this.template = Util.fixEmptyAndTrim(template);
  }

  public String getTemplate() {
    return template;
  }

  /** The template itself as YAML, where the suite has none of the name; else {@code null}. */
  public String getDefinition() {
    return definition;
  }

  @DataBoundSetter
  public void setDefinition(String value) {
    definition = Util.fixEmptyAndTrim(value) == null ? null : value;
  }

  /** A form's name; {@code null}: {@code external} with an endpoint, else by hosting. */
  public String getForm() {
    return form;
  }

  @DataBoundSetter
  public void setForm(String value) {
    form = Util.fixEmptyAndTrim(value);
  }

  /** {@code host:port} of a cluster that others run, or {@code null}. */
  public String getEndpoint() {
    return endpoint;
  }

  @DataBoundSetter
  public void setEndpoint(String value) {
    endpoint = Util.fixEmptyAndTrim(value);
  }

  /** Its user and password, or {@code null}. */
  public String getCredentialsId() {
    return credentialsId;
  }

  @DataBoundSetter
  public void setCredentialsId(String value) {
    credentialsId = Util.fixEmptyAndTrim(value);
  }

  /** What the form wants to know: networks, zones, classes. */
  public List<NameValue> getSettings() {
    return NameValue.listOf(settings);
  }

  @DataBoundSetter
  public void setSettings(List<NameValue> value) {
    settings = new LinkedHashMap<>();
    NameValue.mapOf(value, "settings")
        .forEach((key, one) -> settings.put(key, String.valueOf(one)));
  }

  /** The settings as a map; a copy. */
  public Map<String, Object> settings() {
    return new LinkedHashMap<>(settings);
  }

  /** Describes the service on pages and in configuration as code. */
  @Extension
  @Symbol("dataService")
  public static final class DescriptorImpl extends Descriptor<DataService> {
    @Override
    public String getDisplayName() {
      return "Data service";
    }

    /** Whether the text is YAML; what a template must have is checked when a claim asks for it. */
    @POST
    public FormValidation doCheckDefinition(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.ADMINISTER);
      try {
        YamlText.parseAll(Util.fixNull(value), "definition");
        return FormValidation.ok();
      } catch (YamlFailure e) {
        return FormValidation.error(e.getMessage());
      }
    }

    /** The credentials to choose from; the rules are {@link CredentialChoice}'s. */
    @POST
    public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
      return CredentialChoice.items(null, credentialsId);
    }

    /** Whether the chosen credential is there. */
    @POST
    public FormValidation doCheckCredentialsId(@QueryParameter String value) {
      return CredentialChoice.check(null, value);
    }
  }
}
