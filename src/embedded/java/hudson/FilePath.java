package hudson;

import hudson.model.TaskListener;
import hudson.remoting.LocalChannel;
import hudson.remoting.VirtualChannel;
import io.jenkins.embedded.controller.FileGlob;
import io.jenkins.embedded.controller.SerializedCopy;
import io.jenkins.embedded.controller.StartGuard;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jenkinsci.remoting.RoleSensitive;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/**
 * A file or directory on a node; the embedded controller has this machine only.
 *
 * <p>Every method that touches the disk fails inside a step's {@code start()}, where a real
 * controller must not block. It cannot be serialised into a program's state.
 */
public final class FilePath implements SerializableOnlyOverRemoting {
  private static final long serialVersionUID = 1L;

  public static final LocalChannel localChannel = new LocalChannel(ForkJoinPool.commonPool());

  private final String remote;

  public FilePath(VirtualChannel channel, String remote) {
    this.remote = normalized(remote);
  }

  public FilePath(File localPath) {
    this(localChannel, localPath.getPath());
  }

  /** An absolute path stays as it is, a relative one is resolved. */
  public FilePath(FilePath base, String rel) {
    this(localChannel, new File(rel).isAbsolute() ? rel : base.remote + "/" + rel);
  }

  private static String normalized(String path) {
    Path normal = Path.of(path).normalize();
    return normal.toString().isEmpty() ? "." : normal.toString();
  }

  private Path path(String operation) throws IOException {
    StartGuard.check("FilePath." + operation + " touched " + remote);
    return Path.of(remote);
  }

  public String getRemote() {
    return remote;
  }

  public String getName() {
    return new File(remote).getName();
  }

  public FilePath child(String relOrAbsolute) {
    return new FilePath(this, relOrAbsolute);
  }

  public FilePath sibling(String rel) {
    FilePath parent = getParent();
    return parent == null ? null : parent.child(rel);
  }

  /** Null at the root. */
  public FilePath getParent() {
    Path parent = Path.of(remote).getParent();
    return parent == null ? null : new FilePath(localChannel, parent.toString());
  }

  public VirtualChannel getChannel() {
    return localChannel;
  }

  public boolean exists() throws IOException, InterruptedException {
    return Files.exists(path("exists"));
  }

  public boolean isDirectory() throws IOException, InterruptedException {
    return Files.isDirectory(path("isDirectory"));
  }

  public long length() throws IOException, InterruptedException {
    return Files.size(path("length"));
  }

  public void mkdirs() throws IOException, InterruptedException {
    Files.createDirectories(path("mkdirs"));
  }

  public boolean delete() throws IOException, InterruptedException {
    return Files.deleteIfExists(path("delete"));
  }

  public void deleteRecursive() throws IOException, InterruptedException {
    Util.deleteRecursive(path("deleteRecursive").toFile());
  }

  /**
   * @param mask permission bits, for example {@code 0600}
   */
  public void chmod(int mask) throws IOException, InterruptedException {
    Files.setPosixFilePermissions(path("chmod"), Util.permissions(mask));
  }

  public int mode() throws IOException, InterruptedException {
    Path file = path("mode");
    return (Integer) Files.getAttribute(file, "unix:mode") & 0777;
  }

  /** A new file in this directory. */
  public FilePath createTempFile(String prefix, String suffix)
      throws IOException, InterruptedException {
    return of(Files.createTempFile(path("createTempFile"), prefix, suffix));
  }

  /** A new directory beside nothing else's: in this directory. */
  public FilePath createTempDir(String prefix, String suffix)
      throws IOException, InterruptedException {
    return of(Files.createTempDirectory(path("createTempDir"), prefix + suffix));
  }

  private static FilePath of(Path path) {
    return new FilePath(localChannel, path.toString());
  }

  /** The entries of this directory; empty where it is none. */
  public List<FilePath> list() throws IOException, InterruptedException {
    File[] entries = path("list").toFile().listFiles();
    List<FilePath> found = new ArrayList<>();
    for (File entry : entries == null ? new File[0] : entries) {
      found.add(new FilePath(entry));
    }
    return found;
  }

  /** Files below this directory that match Ant patterns, separated by commas. */
  public FilePath[] list(String includes) throws IOException, InterruptedException {
    return list(includes, null);
  }

  public FilePath[] list(String includes, String excludes)
      throws IOException, InterruptedException {
    return list(includes, excludes, true);
  }

  /**
   * @param defaultExcludes whether version control directories and back-up files are left out
   */
  public FilePath[] list(String includes, String excludes, boolean defaultExcludes)
      throws IOException, InterruptedException {
    Path base = path("list");
    return FileGlob.of(includes, excludes, defaultExcludes).under(base).stream()
        .map(FilePath::of)
        .toArray(FilePath[]::new);
  }

  public InputStream read() throws IOException, InterruptedException {
    return Files.newInputStream(path("read"));
  }

  public String readToString() throws IOException, InterruptedException {
    return Files.readString(path("readToString"), StandardCharsets.UTF_8);
  }

  /** Makes the directories above as needed. */
  public OutputStream write() throws IOException, InterruptedException {
    Path file = path("write").toAbsolutePath();
    Files.createDirectories(file.getParent());
    return Files.newOutputStream(file);
  }

  /**
   * @param encoding null for UTF-8
   */
  public void write(String content, String encoding) throws IOException, InterruptedException {
    try (OutputStream out = write()) {
      out.write(
          content.getBytes(encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
    }
  }

  public void copyTo(FilePath target) throws IOException, InterruptedException {
    try (OutputStream out = target.write()) {
      copyTo(out);
    }
  }

  public void copyTo(OutputStream out) throws IOException, InterruptedException {
    Files.copy(path("copyTo"), out);
  }

  /** Copies matching files, keeping their directories; the number of files. */
  public int copyRecursiveTo(String fileMask, String excludes, FilePath target)
      throws IOException, InterruptedException {
    Path base = path("copyRecursiveTo");
    int copied = 0;
    for (FilePath file : list(fileMask, excludes)) {
      file.copyToWithPermission(target.child(base.relativize(Path.of(file.remote)).toString()));
      copied++;
    }
    return copied;
  }

  public int copyRecursiveTo(String fileMask, FilePath target)
      throws IOException, InterruptedException {
    return copyRecursiveTo(fileMask, null, target);
  }

  public void copyToWithPermission(FilePath target) throws IOException, InterruptedException {
    copyTo(target);
    Files.setPosixFilePermissions(
        target.path("copyToWithPermission"),
        Files.getPosixFilePermissions(path("copyToWithPermission")));
  }

  /**
   * Whether a relative path stays inside this directory, links resolved.
   *
   * @throws IllegalArgumentException for an absolute path
   */
  public boolean isDescendant(String potentialChildRelativePath)
      throws IOException, InterruptedException {
    if (new File(potentialChildRelativePath).isAbsolute()) {
      throw new IllegalArgumentException(
          "only a relative path is supported, not " + potentialChildRelativePath);
    }
    Path base = path("isDescendant").toRealPath();
    Path child = base.resolve(potentialChildRelativePath).normalize();
    Path existing = child;
    while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      existing = existing.getParent();
    }
    return child.startsWith(base) && existing != null && existing.toRealPath().startsWith(base);
  }

  /**
   * Runs code where the file is. The callable and its result are copied by serialisation, as an
   * agent would get them.
   */
  public <T> T act(FileCallable<T> callable) throws IOException, InterruptedException {
    StartGuard.check("FilePath.act ran " + callable.getClass().getName());
    FileCallable<T> there = SerializedCopy.of(callable);
    return SerializedCopy.of(there.invoke(new File(remote), localChannel));
  }

  public Launcher createLauncher(TaskListener listener) throws IOException, InterruptedException {
    return new Launcher.LocalLauncher(listener);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof FilePath && ((FilePath) o).remote.equals(remote);
  }

  @Override
  public int hashCode() {
    return remote.hashCode();
  }

  @Override
  public String toString() {
    return remote;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    throw new NotSerializableException(
        "hudson.FilePath " + remote + ": keep the path as text and look the node up again");
  }

  /** Code that runs where a file is. */
  public interface FileCallable<T> extends Serializable, RoleSensitive {
    T invoke(File f, VirtualChannel channel) throws IOException, InterruptedException;
  }
}
