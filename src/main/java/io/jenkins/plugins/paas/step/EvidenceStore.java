package io.jenkins.plugins.paas.step;

import hudson.ExtensionPoint;
import hudson.model.Run;
import java.util.List;

/** Keeps evidence with the build that made it. Implemented by the release room. */
public interface EvidenceStore extends ExtensionPoint {

  /** Adds one piece and saves it. Called on an I/O thread. */
  void record(Run<?, ?> run, Evidence evidence);

  /** All of a build's evidence, oldest first. */
  List<Evidence> of(Run<?, ?> run);
}
