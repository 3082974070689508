package io.jenkins.plugins.paas.image;

import hudson.AbortException;
import io.jenkins.plugins.paas.image.build.BuildRequest;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.image.registry.RegistryFailure;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What the registry has after a push. Immutable. */
final class PushedImage implements Serializable {

  private static final long serialVersionUID = 1L;

  final String digest;
  final String mediaType;
  final long sizeBytes;
  final ArrayList<String> layers;

  /** The image's own digest, or of a list those of its images. */
  final ArrayList<String> images;

  private PushedImage(Manifest manifest) {
    digest = manifest.digest();
    mediaType = manifest.mediaType();
    sizeBytes = manifest.contentBytes();
    layers = new ArrayList<>(manifest.layers());
    images =
        new ArrayList<>(manifest.manifests().isEmpty() ? List.of(digest) : manifest.manifests());
  }

  /**
   * Reads it back, by the first tag.
   *
   * @param stated what the builder says that it pushed
   * @throws AbortException when the registry has something else there
   */
  static PushedImage readBack(BuildSite site, BuildRequest request, String builder, String stated)
      throws IOException, InterruptedException {
    String first = request.references().get(0);
    try (RegistryClient client = site.registry().client()) {
      String host = client.host().name();
      Manifest manifest =
          client
              .manifest(request.image().repository(), request.tags().get(0))
              .orElseThrow(
                  () ->
                      new AbortException(
                          "Registry " + host + " has no " + first + " after the push of it."));
      boolean same =
          stated.equals(manifest.digest())
              || stated.equals(manifest.configDigest())
              || manifest.manifests().contains(stated);
      if (!same) {
        throw new AbortException(
            "Registry "
                + host
                + " answers "
                + manifest.digest()
                + " for "
                + first
                + ", but "
                + builder
                + " pushed "
                + stated
                + ": another push took the tag. Use a tag that no other build uses.");
      }
      return new PushedImage(manifest);
    } catch (RegistryFailure e) {
      throw new AbortException(e.getMessage());
    }
  }
}
