package hudson.tasks;

import hudson.model.Fingerprint;
import hudson.model.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import jenkins.model.RunAction2;

/** Embedded, there is only what a build keeps of its fingerprints. */
public class Fingerprinter {

  private Fingerprinter() {}

  /** What a build had, by file name. */
  public static final class FingerprintAction implements RunAction2 {
    private transient Run run;
    private final Map<String, String> record = new TreeMap<>();

    public FingerprintAction(Run run, Map<String, String> record) {
      this.run = run;
      this.record.putAll(record);
    }

    public void add(Map<String, String> moreRecords) {
      record.putAll(moreRecords);
    }

    /** Hashes by file name. */
    public Map<String, String> getRecords() {
      return new TreeMap<>(record);
    }

    public Map<String, Fingerprint> getFingerprints() {
      Map<String, Fingerprint> found = new TreeMap<>();
      record.forEach(
          (name, hash) -> {
            try {
              found.put(name, Jenkins.get().getFingerprintMap().getOrCreate(run, name, hash));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      return found;
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
      return "symbol-fingerprint";
    }

    @Override
    public String getDisplayName() {
      return "See Fingerprints";
    }

    @Override
    public String getUrlName() {
      return "fingerprints";
    }
  }
}
