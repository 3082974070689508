package io.jenkins.plugins.paas.release;

import hudson.model.Run;
import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.platform.PaasPermissions;
import io.jenkins.plugins.paas.step.Evidence;
import java.time.Duration;
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

  /** A piece's heading: its kind, with a capital. */
  public String heading(Evidence piece) {
    String kind = piece.getKind();
    return kind.isEmpty() ? kind : Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
  }

  /** How long a piece took, for the page. */
  public String duration(Evidence piece) {
    return DurationText.format(Duration.ofMillis(piece.getDurationMillis()));
  }

  /** A fact for the page, an entry a line. */
  public List<String> lines(Object fact) {
    return Passport.lines(fact);
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
    return "symbol-document-text";
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
