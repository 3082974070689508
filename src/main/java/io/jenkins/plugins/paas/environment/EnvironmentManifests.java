package io.jenkins.plugins.paas.environment;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.environment.source.ManifestSet;
import io.jenkins.plugins.paas.environment.source.SourceText;
import io.jenkins.plugins.paas.kube.ManifestFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads an environment's manifests where they are: in the agent's workspace and in the step. */
final class EnvironmentManifests {

  private EnvironmentManifests() {}

  /**
   * @param workspace where the patterns are looked for; {@code null} where there is none
   * @param rendered what Kustomize or Helm printed
   * @param text manifests by value, or {@code null}
   * @param images image name to the reference that takes its place
   */
  static ManifestSet read(
      FilePath workspace,
      List<String> patterns,
      List<SourceText> rendered,
      String text,
      Map<String, String> images)
      throws IOException, InterruptedException {
    List<SourceText> texts = new ArrayList<>();
    if (!patterns.isEmpty()) {
      texts.addAll(texts(workspace, patterns));
    }
    texts.addAll(rendered);
    if (text != null) {
      texts.add(new SourceText("text", text));
    }
    Map<String, ImageReference> references = new LinkedHashMap<>();
    images.forEach((key, value) -> references.put(key, ImageReference.parse(value)));
    return ManifestSet.read(texts, references);
  }

  /** The files as they are. */
  static List<SourceText> texts(FilePath workspace, List<String> patterns)
      throws IOException, InterruptedException {
    if (!workspace.exists()) {
      throw new AbortException(
          "The workspace "
              + workspace.getRemote()
              + " does not exist, so it has no "
              + String.join(", ", patterns)
              + ".");
    }
    try {
      return workspace.act(new ReadManifests(patterns));
    } catch (IOException e) {
      // what a callable throws on an agent arrives wrapped
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ManifestFailure failure) {
          throw failure;
        }
      }
      throw e;
    }
  }
}
