package io.jenkins.plugins.paas.image;

import hudson.model.Run;
import hudson.tasks.Fingerprinter.FingerprintAction;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.Jenkins;

/**
 * Jenkins' own record of which builds made and used an image. Its hashes have 32 digits; as in the
 * plugin docker-commons they are the first ones of the image's.
 */
final class ImageFingerprint {

  private static final int DIGITS = 32;

  private ImageFingerprint() {}

  /** {@code sha256:…} as fingerprints name it. */
  static String hash(String digest) {
    return digest.substring(digest.indexOf(':') + 1).substring(0, DIGITS);
  }

  /**
   * Notes that this build made the image.
   *
   * @param image its name with the tag, which pages show
   */
  static void record(Run<?, ?> run, String image, String digest) throws IOException {
    String hash = hash(digest);
    Jenkins.get().getFingerprintMap().getOrCreate(run, image, hash).addFor(run);
    Map<String, String> made = new LinkedHashMap<>();
    made.put(image, hash);
    FingerprintAction action = run.getAction(FingerprintAction.class);
    if (action == null) {
      run.addAction(new FingerprintAction(run, made));
    } else {
      action.add(made);
    }
    run.save();
  }
}
