package io.jenkins.embedded.controller.steps;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A file that {@code findFiles} found. */
public final class FoundFile implements Serializable {
  private static final long serialVersionUID = 1L;
  private final String name;
  private final String path;
  private final boolean directory;
  private final long length;
  private final long lastModified;

  FoundFile(Path base, Path file) throws IOException {
    this.name = String.valueOf(file.getFileName());
    this.directory = Files.isDirectory(file);
    this.path = base.relativize(file) + (directory ? "/" : "");
    this.length = directory ? 0 : Files.size(file);
    this.lastModified = Files.getLastModifiedTime(file).toMillis();
  }

  @Whitelisted
  public String getName() {
    return name;
  }

  /** Relative to the directory that was searched; a directory's ends with a slash. */
  @Whitelisted
  public String getPath() {
    return path;
  }

  @Whitelisted
  public boolean isDirectory() {
    return directory;
  }

  @Whitelisted
  public long getLength() {
    return length;
  }

  /** Milliseconds since 1970. */
  @Whitelisted
  public long getLastModified() {
    return lastModified;
  }

  @Whitelisted
  @Override
  public String toString() {
    return path;
  }
}
