package io.jenkins.plugins.paas.step;

import io.jenkins.plugins.paas.core.Referenced;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What paasBuildImage built, and pushed unless told not to. Immutable. */
public final class ImageResult implements Serializable, Referenced {

  private static final long serialVersionUID = 1L;

  private final String reference;
  private final String digest;
  private final ArrayList<String> tags;
  private final String mediaType;
  private final long sizeBytes;
  private final ArrayList<String> layers;
  private final String builder;
  private final long durationMillis;

  public ImageResult(
      String reference,
      String digest,
      List<String> tags,
      String mediaType,
      long sizeBytes,
      List<String> layers,
      String builder,
      long durationMillis) {
    this.reference = reference;
    this.digest = digest;
    this.tags = new ArrayList<>(tags);
    this.mediaType = mediaType;
    this.sizeBytes = sizeBytes;
    this.layers = new ArrayList<>(layers);
    this.builder = builder;
    this.durationMillis = durationMillis;
  }

  /**
   * The reference by digest ({@code registry/repository@sha256:…}); by tag where nothing was
   * pushed.
   */
  @Whitelisted
  public String getReference() {
    return reference;
  }

  /** {@code sha256:…} as the registry answers it; {@code null} where nothing was pushed. */
  @Whitelisted
  public String getDigest() {
    return digest;
  }

  /** The tags that point at it. */
  @Whitelisted
  public List<String> getTags() {
    return new ArrayList<>(tags);
  }

  /** The manifest's media type; {@code null} where nothing was pushed. */
  @Whitelisted
  public String getMediaType() {
    return mediaType;
  }

  /** The compressed size of all layers in bytes; 0 where nothing was pushed. */
  @Whitelisted
  public long getSizeBytes() {
    return sizeBytes;
  }

  /** The layers' digests, base first. */
  @Whitelisted
  public List<String> getLayers() {
    return new ArrayList<>(layers);
  }

  /** The symbol of the builder that made it. */
  @Whitelisted
  public String getBuilder() {
    return builder;
  }

  /** How long the step took. */
  @Whitelisted
  public long getDurationMillis() {
    return durationMillis;
  }

  @Override
  @Whitelisted
  public String imageReference() {
    return reference;
  }

  @Override
  @Whitelisted
  public String toString() {
    return reference;
  }
}
