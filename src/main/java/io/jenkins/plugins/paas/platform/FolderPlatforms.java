package io.jenkins.plugins.paas.platform;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.paas.core.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * The platforms of a folder's jobs: fewer than the administrator grants, and which one where a step
 * names none. Needs the Folders plugin.
 */
public final class FolderPlatforms extends AbstractFolderProperty<AbstractFolder<?>> {

  private List<String> platforms = new ArrayList<>();
  private String defaultPlatform;

  @DataBoundConstructor
  public FolderPlatforms() {}

  /** Names of the only platforms that jobs inside may use; empty for all that are granted. */
  public List<String> getPlatforms() {
    return new ArrayList<>(platforms);
  }

  @DataBoundSetter
  public void setPlatforms(List<String> value) {
    platforms = value == null ? new ArrayList<>() : new ArrayList<>(value);
  }

  /** The same, one a line, from the page alone. */
  @DataBoundSetter
  public void setPlatformsText(String value) {
    setPlatforms(Platform.names(value));
  }

  /** The platform of steps that name none, or {@code null}. */
  public String getDefaultPlatform() {
    return defaultPlatform;
  }

  @DataBoundSetter
  public void setDefaultPlatform(String value) {
    defaultPlatform = Util.fixEmptyAndTrim(value);
  }

  /** Reads the folders around a job. */
  @Extension(optional = true)
  public static final class Folders extends PlatformNarrowing {
    @Override
    List<Wish> around(Item item) {
      DescriptorImpl kind = Jenkins.get().getDescriptorByType(DescriptorImpl.class);
      List<Wish> wishes = new ArrayList<>();
      Object group = item.getParent();
      while (group instanceof AbstractFolder<?> folder) {
        if (folder.getProperties().get(kind) instanceof FolderPlatforms said) {
          String place = "the folder " + folder.getFullName();
          wishes.add(new Wish(place, said.getPlatforms(), said.getDefaultPlatform()));
        }
        group = folder.getParent();
      }
      return wishes;
    }
  }

  /** Describes the property on a folder's page. */
  @Extension(optional = true)
  @Symbol("paasPlatforms")
  public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {
    @Override
    public String getDisplayName() {
      return "PaaS platforms";
    }

    /** The platforms as the page shows them, one a line. */
    public String platformsText(FolderPlatforms instance) {
      return instance == null ? "" : String.join("\n", instance.platforms);
    }

    /** Whether each line names a platform. */
    @POST
    public FormValidation doCheckPlatformsText(
        @AncestorInPath Item item, @QueryParameter String value) {
      PaasPermissions.checkConfigure(item);
      return judge(Platform.names(value));
    }

    /** Whether it names a platform. */
    @POST
    public FormValidation doCheckDefaultPlatform(
        @AncestorInPath Item item, @QueryParameter String value) {
      PaasPermissions.checkConfigure(item);
      return judge(Platform.names(value));
    }

    private static FormValidation judge(List<String> wanted) {
      List<String> names =
          PaasConfiguration.get().getPlatforms().stream().map(Platform::getName).toList();
      for (String name : wanted) {
        if (!names.contains(name)) {
          return FormValidation.error(
              "There is no platform '" + name + "'." + NearestName.hint(name, names));
        }
      }
      return FormValidation.ok();
    }
  }
}
