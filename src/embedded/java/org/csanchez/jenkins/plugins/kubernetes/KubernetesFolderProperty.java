package org.csanchez.jenkins.plugins.kubernetes;

import hudson.model.ItemGroup;
import java.util.Set;

/** Which clouds a folder may use. The embedded controller has no folders, so none permits any. */
public class KubernetesFolderProperty {
  public KubernetesFolderProperty() {}

  /** Adds what the group and those above it permit. */
  public static void collectAllowedClouds(Set<String> clouds, ItemGroup<?> parent) {}
}
