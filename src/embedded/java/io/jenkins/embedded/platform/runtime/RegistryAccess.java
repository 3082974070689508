package io.jenkins.embedded.platform.runtime;

import java.io.IOException;
import java.io.InputStream;

/** Where images come from. Contents are verified against their digests by the caller. */
public interface RegistryAccess {
  /**
   * The manifest or index that a reference names.
   *
   * @param host {@code 127.0.0.1:5000}
   * @param reference a tag or a digest
   * @throws PullFailure with the registry's own reason
   */
  byte[] manifest(String host, String repository, String reference)
      throws IOException, InterruptedException;

  /** A blob's content; the caller closes it. */
  InputStream blob(String host, String repository, String digest)
      throws IOException, InterruptedException;

  /** Whether a manifest was pushed in this run; nothing else may run here. */
  boolean isFromThisRun(String digest);

  /** No registry at all: every pull fails and says so. For tests of the API alone. */
  static RegistryAccess none() {
    return new RegistryAccess() {
      @Override
      public byte[] manifest(String host, String repository, String reference) throws PullFailure {
        throw new PullFailure("this cluster has no registry to pull from");
      }

      @Override
      public InputStream blob(String host, String repository, String digest) throws PullFailure {
        throw new PullFailure("this cluster has no registry to pull from");
      }

      @Override
      public boolean isFromThisRun(String digest) {
        return false;
      }
    };
  }
}
