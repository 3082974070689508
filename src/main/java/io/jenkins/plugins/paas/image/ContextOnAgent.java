package io.jenkins.plugins.paas.image;

import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.paas.image.build.ContextArchive;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;

/** Packs a build context on the agent, in the step's private directory. */
final class ContextOnAgent extends MasterToSlaveFileCallable<Long> {

  private static final long serialVersionUID = 1L;

  private final String archive;

  private ContextOnAgent(FilePath archive) {
    this.archive = archive.getRemote();
  }

  /** Its size in bytes. */
  static long pack(FilePath context, FilePath archive) throws IOException, InterruptedException {
    return context.act(new ContextOnAgent(archive));
  }

  @Override
  public Long invoke(File context, VirtualChannel channel) throws IOException {
    return ContextArchive.write(context.toPath(), Path.of(archive));
  }
}
