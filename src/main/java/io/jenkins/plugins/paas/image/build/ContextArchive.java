package io.jenkins.plugins.paas.image.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * A build context as a compressed tar file, streamed. Links are kept as links, so that nothing from
 * outside of the context gets in.
 */
public final class ContextArchive {

  private static final int QUICK = 1;
  private static final int EXECUTABLE = 0755;
  private static final int PLAIN = 0644;

  private ContextArchive() {}

  /**
   * Writes it.
   *
   * @return its size in bytes
   */
  public static long write(Path context, Path file) throws IOException {
    GzipParameters quick = new GzipParameters();
    quick.setCompressionLevel(QUICK); // it goes a short way once
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        GzipCompressorOutputStream zipped = new GzipCompressorOutputStream(out, quick);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(zipped, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      tar.setAddPaxHeadersForNonAsciiNames(true);
      Files.walkFileTree(context, new Adding(context, tar));
    }
    return Files.size(file);
  }

  private static final class Adding extends SimpleFileVisitor<Path> {
    private final Path context;
    private final TarArchiveOutputStream tar;

    private Adding(Path context, TarArchiveOutputStream tar) {
      this.context = context;
      this.tar = tar;
    }

    private String name(Path path) {
      return context.relativize(path).toString().replace('\\', '/');
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
        throws IOException {
      if (!path.equals(context)) {
        TarArchiveEntry entry = new TarArchiveEntry(name(path) + "/");
        entry.setModTime(attributes.lastModifiedTime());
        put(entry);
        tar.closeArchiveEntry();
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
      if (attributes.isSymbolicLink()) {
        TarArchiveEntry link = new TarArchiveEntry(name(path), TarConstants.LF_SYMLINK);
        link.setLinkName(Files.readSymbolicLink(path).toString());
        put(link);
        tar.closeArchiveEntry();
      } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        TarArchiveEntry entry = new TarArchiveEntry(name(path));
        entry.setSize(attributes.size());
        entry.setMode(Files.isExecutable(path) ? EXECUTABLE : PLAIN);
        entry.setModTime(attributes.lastModifiedTime());
        put(entry);
        Files.copy(path, tar);
        tar.closeArchiveEntry();
      }
      return FileVisitResult.CONTINUE;
    }

    private void put(TarArchiveEntry entry) throws IOException {
      if (Thread.currentThread().isInterrupted()) {
        throw new java.nio.channels.ClosedByInterruptException();
      }
      tar.putArchiveEntry(entry);
    }
  }
}
