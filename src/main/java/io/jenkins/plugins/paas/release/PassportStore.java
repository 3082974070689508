package io.jenkins.plugins.paas.release;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.paas.step.Evidence;
import io.jenkins.plugins.paas.step.EvidenceStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Keeps evidence in the build's passport, and saves the build with it. */
@Extension
public final class PassportStore implements EvidenceStore {

  @Override
  public void record(Run<?, ?> run, Evidence evidence) {
    PassportAction passport;
    synchronized (run) {
      passport = run.getAction(PassportAction.class);
      if (passport == null) {
        passport = new PassportAction();
        run.addAction(passport);
      }
    }
    passport.add(evidence);
    try {
      run.save();
    } catch (IOException e) {
      throw new UncheckedIOException("the passport of " + run + " could not be saved", e);
    }
  }

  @Override
  public List<Evidence> of(Run<?, ?> run) {
    PassportAction passport = run.getAction(PassportAction.class);
    return passport == null ? List.of() : passport.getEvidence();
  }
}
