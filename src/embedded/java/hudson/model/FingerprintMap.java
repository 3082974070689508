package hudson.model;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All fingerprints by their hashes. */
public final class FingerprintMap {
  private final Map<String, Fingerprint> byHash = new ConcurrentHashMap<>();

  /** The one that is there, or a new one which the build made. */
  public Fingerprint getOrCreate(Run build, String fileName, String md5sum) throws IOException {
    if (!md5sum.matches("[0-9a-fA-F]{32}")) {
      throw new IOException("'" + md5sum + "' is no hash of 32 digits");
    }
    return byHash.computeIfAbsent(
        md5sum.toLowerCase(java.util.Locale.ROOT), hash -> new Fingerprint(fileName, hash));
  }
}
