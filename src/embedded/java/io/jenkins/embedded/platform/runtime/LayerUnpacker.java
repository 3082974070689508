package io.jenkins.embedded.platform.runtime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Lays image layers over each other in a directory. An archive that names anything outside of it,
 * or a device, is refused as a whole; a symbolic link to an absolute path is not made. Whiteouts
 * follow the OCI image specification (layer.md).
 */
final class LayerUnpacker {
  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";
  private static final long MAX_BYTES = 4L << 30;
  private static final int MAX_ENTRIES = 500_000;

  private final Path root;
  private long bytes;
  private int entries;

  LayerUnpacker(Path root) throws IOException {
    this.root = Files.createDirectories(root).toRealPath();
  }

  /**
   * @throws PullFailure when the archive is not safe to unpack
   */
  void unpack(InputStream layer) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(layer);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    InputStream tar = gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    try (TarArchiveInputStream archive = new TarArchiveInputStream(tar)) {
      TarArchiveEntry entry;
      while ((entry = archive.getNextEntry()) != null) {
        if (++entries > MAX_ENTRIES) {
          throw new PullFailure("the image has more than " + MAX_ENTRIES + " files");
        }
        unpack(archive, entry);
      }
    }
  }

  private void unpack(TarArchiveInputStream archive, TarArchiveEntry entry) throws IOException {
    Path target = place(entry.getName(), entry.getName());
    if (target.equals(root)) {
      return;
    }
    String name = target.getFileName().toString();
    if (name.equals(OPAQUE)) {
      empty(target.getParent());
    } else if (name.startsWith(WHITEOUT)) {
      delete(target.resolveSibling(name.substring(WHITEOUT.length())));
    } else {
      parent(target, entry);
      write(archive, entry, target);
    }
  }

  private Path place(String path, String entry) throws PullFailure {
    if (path.startsWith("/") || List.of(path.split("/")).contains("..")) {
      throw refused(entry, "points outside of the image");
    }
    return root.resolve(path).normalize();
  }

  private static PullFailure refused(String entry, String why) {
    return new PullFailure("refused to unpack the image: the entry '" + entry + "' " + why);
  }

  /** Links within a parent path must not lead out either. */
  private void parent(Path target, TarArchiveEntry entry) throws IOException {
    Path parent = target.getParent();
    if (!Files.isDirectory(parent)) {
      delete(parent);
      parent(parent, entry);
      Files.createDirectory(parent);
    }
    if (!parent.toRealPath().startsWith(root)) {
      throw refused(entry.getName(), "leaves the image through a link");
    }
  }

  private void write(TarArchiveInputStream archive, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
        delete(target);
        Files.createDirectory(target);
      }
    } else if (entry.isSymbolicLink()) {
      link(entry, target);
    } else if (entry.isLink()) {
      Path existing = place(entry.getLinkName(), entry.getName());
      if (!Files.isRegularFile(existing, LinkOption.NOFOLLOW_LINKS)
          || !existing.toRealPath().startsWith(root)) {
        throw refused(entry.getName(), "links to what is not in the image");
      }
      delete(target);
      Files.createLink(target, existing);
    } else if (isRegular(entry)) {
      delete(target);
      try (OutputStream out = Files.newOutputStream(target)) {
        copy(archive, out);
      }
      if ((entry.getMode() & 0100) != 0) {
        target.toFile().setExecutable(true);
      }
    } else {
      throw refused(entry.getName(), "is a device or a pipe");
    }
  }

  /** The library's own isFile() counts devices in. */
  private static boolean isRegular(TarArchiveEntry entry) {
    byte flag = entry.getLinkFlag();
    return flag == TarConstants.LF_NORMAL
        || flag == TarConstants.LF_OLDNORM
        || flag == TarConstants.LF_CONTIG;
  }

  private void link(TarArchiveEntry entry, Path target) throws IOException {
    Path to = Path.of(entry.getLinkName());
    delete(target);
    if (to.isAbsolute()) {
      return;
    }
    if (!target.getParent().resolve(to).normalize().startsWith(root)) {
      throw refused(entry.getName(), "links outside of the image");
    }
    Files.createSymbolicLink(target, to);
  }

  private void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 16];
    int n;
    while ((n = in.read(buffer)) > 0) {
      bytes += n;
      if (bytes > MAX_BYTES) {
        throw new PullFailure("the image unpacks to more than " + (MAX_BYTES >> 30) + " GiB");
      }
      out.write(buffer, 0, n);
    }
  }

  private static void empty(Path directory) throws IOException {
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      try (var children = Files.list(directory)) {
        for (Path child : children.toList()) {
          delete(child);
        }
      }
    }
  }

  /** Deletes a file or tree; links are not followed. */
  static void delete(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
