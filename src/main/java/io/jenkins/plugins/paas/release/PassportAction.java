package io.jenkins.plugins.paas.release;

import hudson.model.Run;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.step.Evidence;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.StaplerProxy;

/**
 * The release passport: what a build proved about its release, kept with the build. Thread-safe.
 */
public final class PassportAction implements RunAction2, StaplerProxy {

  private final List<Evidence> evidence = new ArrayList<>();
  private transient Run<?, ?> run;

  synchronized void add(Evidence piece) {
    evidence.add(piece);
  }

  /** Oldest first. */
  public synchronized List<Evidence> getEvidence() {
    return new ArrayList<>(evidence);
  }

  /** The build that it belongs to. */
  public Run<?, ?> getRun() {
    return run;
  }

  /** The page is for who may view the platform's affairs on this job. */
  @Override
  public Object getTarget() {
    run.getACL().checkPermission(PaasPermissions.VIEW);
    return this;
  }

  @Override
  public void onAttached(Run<?, ?> r) {
    run = r;
  }

  @Override
  public void onLoad(Run<?, ?> r) {
    run = r;
  }

  @Override
  public String getIconFileName() {
    return "symbol-reader-outline";
  }

  @Override
  public String getDisplayName() {
    return "Release passport";
  }

  @Override
  public String getUrlName() {
    return "paas-passport";
  }
}
