package io.jenkins.embedded.controller;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.remoting.VirtualChannel;

/** The machine that the embedded controller runs on. */
public final class ThisComputer extends Computer {
  public ThisComputer(Node node) {
    super(node);
  }

  @Override
  public VirtualChannel getChannel() {
    return FilePath.localChannel;
  }

  @Override
  public Boolean isUnix() {
    return java.io.File.pathSeparatorChar == ':';
  }
}
