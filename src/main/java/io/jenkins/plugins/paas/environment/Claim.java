package io.jenkins.plugins.paas.environment;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.paas.core.text.DnsName;
import io.jenkins.plugins.paas.environment.claim.ClaimRequest;
import io.jenkins.plugins.paas.environment.claim.ClaimTemplates;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.step.NameValue;
import io.jenkins.plugins.paas.step.PageLists;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code claim(template:, name:, settings:)}: a data service that an environment needs. */
public final class Claim extends AbstractDescribableImpl<Claim> {

  private final String template;
  private final String name;
  private Map<String, Object> settings = new LinkedHashMap<>();

  /**
   * @param template a claim template's name
   * @param name the claim's own name, a DNS label
   */
  @DataBoundConstructor
  public Claim(String template, String name) {
    this.template = Util.fixEmptyAndTrim(template);
    this.name = Util.fixEmptyAndTrim(name);
  }

  public String getTemplate() {
    return template;
  }

  public String getName() {
    return name;
  }

  public List<NameValue> getSettings() {
    return NameValue.listOf(settings);
  }

  @DataBoundSetter
  public void setSettings(List<NameValue> value) {
    settings = NameValue.mapOf(value, "settings");
  }

  /**
   * What it asks for.
   *
   * @throws IllegalArgumentException for a name that is none
   */
  ClaimRequest request() {
    return new ClaimRequest(template, name, new LinkedHashMap<>(settings));
  }

  /** Describes the claim on pages. */
  @Extension
  @Symbol("claim")
  public static final class DescriptorImpl extends Descriptor<Claim> implements PageLists {
    @Override
    public String getDisplayName() {
      return "Data service";
    }

    /** The suite's templates, and those of the platforms. */
    @POST
    public ListBoxModel doFillTemplateItems(@AncestorInPath Item item) {
      PaasPermissions.checkConfigure(item);
      ListBoxModel items = new ListBoxModel();
      Set<String> names = new LinkedHashSet<>(ClaimTemplates.BUNDLED);
      for (Platform platform : PaasConfiguration.get().getPlatforms()) {
        platform.getDataServices().stream()
            .filter(service -> service.getDefinition() != null)
            .filter(service -> item == null || platform.allows(item.getFullName()))
            .forEach(service -> names.add(service.getTemplate()));
      }
      names.forEach(items::add);
      return items;
    }

    /** Whether the text may name a claim. */
    @POST
    public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
      PaasPermissions.checkConfigure(item);
      return DnsName.isLabel(value)
          ? FormValidation.ok()
          : FormValidation.error("Lower-case letters, digits and '-', at most 40 characters");
    }
  }
}
