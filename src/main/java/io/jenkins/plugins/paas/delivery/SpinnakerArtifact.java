package io.jenkins.plugins.paas.delivery;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code [type: 'helm/chart', name: 'shop', version: '1.2.0']}: an artifact other than an image.
 */
public final class SpinnakerArtifact extends AbstractDescribableImpl<SpinnakerArtifact> {

  private static final List<String> KEYS =
      List.of("type", "name", "version", "location", "reference", "artifactAccount");

  private final String type;
  private String name;
  private String version;
  private String location;
  private String reference;
  private String artifactAccount;

  /**
   * @param type Spinnaker's word, such as {@code helm/chart} or {@code embedded/base64}
   */
  @DataBoundConstructor
  public SpinnakerArtifact(String type) {
    this.type = Util.fixEmptyAndTrim(type);
  }

  static SpinnakerArtifact from(Map<?, ?> map) {
    MapKeys.requireKnown(map, "artifacts", KEYS);
    SpinnakerArtifact artifact = new SpinnakerArtifact(MapKeys.text(map, "type"));
    artifact.setName(MapKeys.text(map, "name"));
    artifact.setVersion(MapKeys.text(map, "version"));
    artifact.setLocation(MapKeys.text(map, "location"));
    artifact.setReference(MapKeys.text(map, "reference"));
    artifact.setArtifactAccount(MapKeys.text(map, "artifactAccount"));
    return artifact;
  }

  public String getType() {
    return type;
  }

  public String getName() {
    return name;
  }

  @DataBoundSetter
  public void setName(String value) {
    name = Util.fixEmptyAndTrim(value);
  }

  public String getVersion() {
    return version;
  }

  @DataBoundSetter
  public void setVersion(String value) {
    version = Util.fixEmptyAndTrim(value);
  }

  public String getLocation() {
    return location;
  }

  @DataBoundSetter
  public void setLocation(String value) {
    location = Util.fixEmptyAndTrim(value);
  }

  public String getReference() {
    return reference;
  }

  @DataBoundSetter
  public void setReference(String value) {
    reference = Util.fixEmptyAndTrim(value);
  }

  public String getArtifactAccount() {
    return artifactAccount;
  }

  @DataBoundSetter
  public void setArtifactAccount(String value) {
    artifactAccount = Util.fixEmptyAndTrim(value);
  }

  /**
   * As Spinnaker wants it, without what is not given.
   *
   * @throws IllegalArgumentException for an artifact without a type
   */
  LinkedHashMap<String, Object> toMap() {
    if (type == null) {
      throw new IllegalArgumentException("artifacts: 'type' is missing, such as 'helm/chart'");
    }
    LinkedHashMap<String, Object> map = new LinkedHashMap<>();
    String[] values = {type, name, version, location, reference, artifactAccount};
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        map.put(KEYS.get(i), values[i]);
      }
    }
    return map;
  }

  /** Describes the artifact on pages. */
  @Extension
  @Symbol("spinnakerArtifact")
  public static final class DescriptorImpl extends Descriptor<SpinnakerArtifact> {
    @Override
    public String getDisplayName() {
      return "Artifact";
    }
  }
}
