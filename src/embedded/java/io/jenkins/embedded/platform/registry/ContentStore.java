package io.jenkins.embedded.platform.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Images on disk: content by digest once, and for each repository which content it has, its media
 * types and tags. Content is written beside and moved into place, so a reader sees all or nothing.
 * Thread-safe.
 */
final class ContentStore {

  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  private final Path blobs;
  private final Path repositories;
  private final Path incoming;

  ContentStore(Path directory) throws IOException {
    blobs = Files.createDirectories(directory.resolve("blobs/sha256"));
    repositories = Files.createDirectories(directory.resolve("repositories"));
    incoming = Files.createDirectories(directory.resolve("incoming"));
    try (Stream<Path> left = Files.list(incoming)) {
      for (Path file : left.toList()) {
        Files.delete(file); // a killed run's uploads
      }
    }
  }

  static boolean isDigest(String text) {
    return DIGEST.matcher(text).matches();
  }

  static String digestOf(InputStream in) throws IOException {
    MessageDigest sha = sha256();
    try (DigestInputStream through = new DigestInputStream(in, sha)) {
      through.transferTo(OutputStream.nullOutputStream());
    }
    return "sha256:" + HexFormat.of().formatHex(sha.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Where uploads grow. */
  Path incoming() {
    return incoming;
  }

  /** Takes a complete file as content of a repository; its digest was verified. */
  void take(String repository, String digest, Path file) throws IOException {
    Files.move(file, content(digest), StandardCopyOption.ATOMIC_MOVE);
    link(repository, digest);
  }

  /** Lets a repository have content that is there already. */
  void link(String repository, String digest) throws IOException {
    write(blobLink(repository, digest), "");
  }

  Optional<Path> blob(String repository, String digest) {
    return isDigest(digest)
            && Files.exists(blobLink(repository, digest))
            && Files.exists(content(digest))
        ? Optional.of(content(digest))
        : Optional.empty();
  }

  void putManifest(String repository, String digest, String mediaType, byte[] bytes, String tag)
      throws IOException {
    Path file = Files.createTempFile(incoming, "manifest", "");
    Files.write(file, bytes);
    Files.move(file, content(digest), StandardCopyOption.ATOMIC_MOVE);
    write(manifests(repository).resolve(hex(digest)), mediaType);
    if (tag != null) {
      write(tagDirectory(repository).resolve(tag), digest);
    }
  }

  /** A manifest by tag or digest. */
  Optional<StoredManifest> manifest(String repository, String reference) throws IOException {
    String digest = reference;
    if (!isDigest(reference)) {
      Path tag = tagDirectory(repository).resolve(reference);
      if (!Files.isRegularFile(tag)) {
        return Optional.empty();
      }
      digest = Files.readString(tag);
    }
    Path mediaType = manifests(repository).resolve(hex(digest));
    if (!Files.exists(mediaType) || !Files.exists(content(digest))) {
      return Optional.empty();
    }
    return Optional.of(
        new StoredManifest(
            digest, Files.readString(mediaType), Files.readAllBytes(content(digest))));
  }

  record StoredManifest(String digest, String mediaType, byte[] bytes) {}

  /** All manifests of a repository, by digest; none when there is no such repository. */
  List<StoredManifest> manifests(String repository, int atMost) throws IOException {
    if (!Files.isDirectory(manifests(repository))) {
      return List.of();
    }
    List<StoredManifest> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(manifests(repository))) {
      for (Path file : files.sorted().limit(atMost).toList()) {
        manifest(repository, "sha256:" + file.getFileName()).ifPresent(found::add);
      }
    }
    return found;
  }

  /** Tags in lexical order; empty means that there is no such repository. */
  Optional<List<String>> tags(String repository) throws IOException {
    if (!Files.isDirectory(manifests(repository))) {
      return Optional.empty();
    }
    if (!Files.isDirectory(tagDirectory(repository))) {
      return Optional.of(List.of());
    }
    try (Stream<Path> files = Files.list(tagDirectory(repository))) {
      return Optional.of(files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  private Path content(String digest) {
    return blobs.resolve(hex(digest));
  }

  // underscores: no component of a repository's name may begin with one, so nothing collides
  private Path manifests(String repository) {
    return repositories.resolve(repository).resolve("_manifests");
  }

  private Path tagDirectory(String repository) {
    return repositories.resolve(repository).resolve("_tags");
  }

  private Path blobLink(String repository, String digest) {
    return repositories.resolve(repository).resolve("_blobs").resolve(hex(digest));
  }

  private static String hex(String digest) {
    return digest.substring("sha256:".length());
  }

  private void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Path beside = Files.createTempFile(incoming, "link", "");
    Files.write(beside, text.getBytes(StandardCharsets.UTF_8));
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
