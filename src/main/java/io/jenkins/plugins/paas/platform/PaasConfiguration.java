package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.paas.core.text.DnsName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The platforms of this controller, on the page System and as {@code unclassified.paas}. */
@Extension
@Symbol("paas")
public final class PaasConfiguration extends GlobalConfiguration {

  private List<Platform> platforms = new ArrayList<>();

  public PaasConfiguration() {
    load();
  }

  public static PaasConfiguration get() {
    return ExtensionList.lookupSingleton(PaasConfiguration.class);
  }

  public List<Platform> getPlatforms() {
    return new ArrayList<>(platforms);
  }

  /**
   * Replaces all platforms and saves.
   *
   * @throws IllegalArgumentException when a name is no DNS label or stands twice
   */
  @DataBoundSetter
  public void setPlatforms(List<Platform> value) {
    List<Platform> all = value == null ? new ArrayList<>() : new ArrayList<>(value);
    Set<String> names = new HashSet<>();
    for (Platform platform : all) {
      DnsName.requireLabel(platform.getName(), "platform name");
      if (!names.add(platform.getName())) {
        throw new IllegalArgumentException(
            "platform name '" + platform.getName() + "' stands twice");
      }
    }
    platforms = all;
    save();
  }

  /** A form from which the last platform was removed has no word of platforms at all. */
  @Override
  public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
    if (!form.has("platforms")) {
      setPlatforms(List.of());
    }
    try {
      return super.configure(request, form);
    } catch (IllegalArgumentException e) {
      throw new FormException(rule(e), "platforms"); // the page shows it, instead of a stack
    }
  }

  private static String rule(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }

  public Optional<Platform> named(String name) {
    return platforms.stream().filter(p -> p.getName().equals(name)).findFirst();
  }

  @Override
  public String getDisplayName() {
    return "PaaS";
  }
}
