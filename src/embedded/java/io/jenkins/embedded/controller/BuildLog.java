package io.jenkins.embedded.controller;

import hudson.model.Run;
import hudson.model.StreamBuildListener;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The log of a build: a file, and on the command line the console as well. */
public final class BuildLog {
  private static volatile OutputStream console;

  private BuildLog() {}

  /** Copies what builds log from now on; null ends it. */
  public static void copyTo(OutputStream out) {
    console = out;
  }

  public static StreamBuildListener open(Run<?, ?> run) throws IOException {
    OutputStream file = new FileOutputStream(run.getLogFile());
    OutputStream copy = console;
    return new StreamBuildListener(
        copy == null ? file : new Tee(file, copy), StandardCharsets.UTF_8);
  }

  private static final class Tee extends OutputStream {
    private final OutputStream file;
    private final OutputStream copy;

    Tee(OutputStream file, OutputStream copy) {
      this.file = file;
      this.copy = copy;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      file.write(bytes, offset, length);
      copy.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      file.flush();
      copy.flush();
    }

    @Override
    public void close() throws IOException {
      file.close();
      copy.flush();
    }
  }
}
