package io.jenkins.plugins.paas.core;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image: {@code [registry/]repository[:tag][@digest]}, by the grammar of the
 * distribution reference. A value that exists is valid. Immutable.
 */
public final class ImageReference {

  private static final String HOST =
      "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\\[[0-9a-fA-F:]+\\])(?::[0-9]{1,5})?";
  private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "(?:(?<registry>"
              + HOST
              + ")/)??(?<repository>"
              + COMPONENT
              + "(?:/"
              + COMPONENT
              + ")*)(?::(?<tag>[\\w][\\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?");
  private static final Pattern TAG = Pattern.compile("[\\w][\\w.-]{0,127}");

  private final String registry;
  private final String repository;
  private final String tag;
  private final String digest;

  private ImageReference(String registry, String repository, String tag, String digest) {
    this.registry = registry;
    this.repository = repository;
    this.tag = tag;
    this.digest = digest;
  }

  /**
   * @throws IllegalArgumentException with the text and the grammar
   */
  public static ImageReference parse(String text) {
    String first =
        text == null || text.indexOf('/') < 0 ? "" : text.substring(0, text.indexOf('/'));
    boolean hasRegistry =
        first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
    Matcher rest =
        GRAMMAR.matcher(
            text == null ? "" : hasRegistry ? text.substring(first.length() + 1) : text);
    if (text == null
        || text.length() > 512
        || hasRegistry && !first.matches(HOST)
        || !rest.matches()
        || rest.group("registry") != null) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no image reference: [registry/]repository[:tag][@sha256:digest], the"
              + " repository in lower-case letters, digits and . _ - / between them, the tag at"
              + " most 128 characters");
    }
    return new ImageReference(
        hasRegistry ? first : null,
        rest.group("repository"),
        rest.group("tag"),
        rest.group("digest"));
  }

  /**
   * From what a Pipeline passes: a text, or something {@link Referenced}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static ImageReference from(Object value) {
    if (value instanceof Referenced referenced) {
      return parse(referenced.imageReference());
    }
    if (value instanceof CharSequence text) {
      return parse(text.toString());
    }
    throw new IllegalArgumentException(
        "an image is a text or the result of paasBuildImage, not "
            + (value == null ? "null" : value.getClass().getSimpleName()));
  }

  /** Whether the text may be a tag. */
  public static boolean isTag(String text) {
    return text != null && TAG.matcher(text).matches();
  }

  /** Host and port, or {@code null} where the text named none. */
  public String registry() {
    return registry;
  }

  public String repository() {
    return repository;
  }

  /** {@code null} where there is none. */
  public String tag() {
    return tag;
  }

  /** {@code sha256:…}, or {@code null}. */
  public String digest() {
    return digest;
  }

  /** The last path segment: {@code api} of {@code reg/shop/api:1}. */
  public String name() {
    return repository.substring(repository.lastIndexOf('/') + 1);
  }

  public ImageReference withRegistry(String value) {
    return parse(value + "/" + new ImageReference(null, repository, tag, digest));
  }

  public ImageReference withTag(String value) {
    return parse(new ImageReference(registry, repository, null, null) + ":" + value);
  }

  /** The same image by content; the tag is dropped. */
  public ImageReference withDigest(String value) {
    return parse(new ImageReference(registry, repository, null, null) + "@" + value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageReference that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return Objects.hash(toString());
  }

  @Override
  public String toString() {
    return (registry == null ? "" : registry + "/")
        + repository
        + (tag == null ? "" : ":" + tag)
        + (digest == null ? "" : "@" + digest);
  }
}
