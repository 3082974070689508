package io.jenkins.plugins.paas.environment;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.paas.environment.source.ManifestFiles;
import io.jenkins.plugins.paas.environment.source.SourceText;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/** Reads manifests where the workspace is. */
final class ReadManifests extends MasterToSlaveFileCallable<ArrayList<SourceText>> {

  private static final long serialVersionUID = 1L;

  private final ArrayList<String> patterns;

  ReadManifests(List<String> patterns) {
    this.patterns = new ArrayList<>(patterns);
  }

  @Override
  public ArrayList<SourceText> invoke(File workspace, VirtualChannel channel) throws IOException {
    return new ArrayList<>(ManifestFiles.read(workspace.toPath(), patterns));
  }
}
