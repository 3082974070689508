package io.jenkins.plugins.paas.image.build;

import io.jenkins.plugins.paas.core.ImageReference;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is to be built, whoever builds it. Values were checked when it was made. Serialisable, since
 * it goes to agents; not thread-safe while it is being filled.
 */
public final class BuildRequest implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Why several architectures must be pushed. */
  public static final String LIST_NEEDS_PUSH =
      "an image of several architectures is a list in a registry, so it needs push: true";

  private final String repository;
  private final ArrayList<String> tags;
  private final LinkedHashMap<String, String> buildArgs = new LinkedHashMap<>();
  private final LinkedHashMap<String, String> labels = new LinkedHashMap<>();
  private String dockerfile;
  private String target;
  private boolean pull;
  private boolean noCache;
  private boolean push = true;
  private final ArrayList<String> architectures = new ArrayList<>();
  private final ArrayList<String> secrets = new ArrayList<>();
  private final ArrayList<String> ssh = new ArrayList<>();
  private final ArrayList<String> cacheFrom = new ArrayList<>();
  private String cacheTo;
  private long createdEpochSeconds;
  private boolean fixedTime;

  /**
   * A request.
   *
   * @param image {@code registry/repository}, without tag and digest
   * @param tags at least one; the first is the one that the digest is read back by
   */
  public BuildRequest(ImageReference image, List<String> tags) {
    if (image.tag() != null || image.digest() != null || tags.isEmpty()) {
      throw new IllegalArgumentException("a name without tag and digest, and at least one tag");
    }
    for (String tag : tags) {
      if (!ImageReference.isTag(tag)) {
        throw new IllegalArgumentException(
            "'" + tag + "' is no tag: at most 128 of letters, digits, _ . -, not first . or -");
      }
    }
    this.repository = image.toString();
    this.tags = new ArrayList<>(tags);
  }

  public ImageReference image() {
    return ImageReference.parse(repository);
  }

  public List<String> tags() {
    return List.copyOf(tags);
  }

  /** Full references, one for each tag. */
  public List<String> references() {
    return tags.stream().map(tag -> repository + ":" + tag).toList();
  }

  public Map<String, String> buildArgs() {
    return buildArgs;
  }

  public Map<String, String> labels() {
    return labels;
  }

  /** Relative to the context. */
  public String dockerfile() {
    return dockerfile;
  }

  public BuildRequest dockerfile(String value) {
    dockerfile = Objects.requireNonNull(value);
    return this;
  }

  /** The stage to build, or {@code null} for the last. */
  public String target() {
    return target;
  }

  public BuildRequest target(String value) {
    target = value;
    return this;
  }

  public boolean pull() {
    return pull;
  }

  public BuildRequest pull(boolean value) {
    pull = value;
    return this;
  }

  public boolean noCache() {
    return noCache;
  }

  public BuildRequest noCache(boolean value) {
    noCache = value;
    return this;
  }

  public boolean push() {
    return push;
  }

  public BuildRequest push(boolean value) {
    push = value;
    return this;
  }

  /** As {@link Architecture} parses them; empty for the builder's own. */
  public List<String> architectures() {
    return architectures;
  }

  /** Names of secrets that the Dockerfile may mount; the values are not here. */
  public List<String> secrets() {
    return secrets;
  }

  /** Ids of SSH agents that the Dockerfile may mount. */
  public List<String> ssh() {
    return ssh;
  }

  /** Images whose layers may be reused. */
  public List<String> cacheFrom() {
    return cacheFrom;
  }

  /** Where layers are left for later builds, or {@code null}. */
  public String cacheTo() {
    return cacheTo;
  }

  public BuildRequest cacheTo(String value) {
    cacheTo = value;
    return this;
  }

  /** The image's creation time, seconds since 1970; an input, so that a repetition is the same. */
  public long createdEpochSeconds() {
    return createdEpochSeconds;
  }

  public BuildRequest createdEpochSeconds(long value) {
    createdEpochSeconds = value;
    return this;
  }

  /** Whether that time was asked for, so that files should have it, too, where the tool can. */
  public boolean fixedTime() {
    return fixedTime;
  }

  public BuildRequest fixedTime(boolean value) {
    fixedTime = value;
    return this;
  }
}
