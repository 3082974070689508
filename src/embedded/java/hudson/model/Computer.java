package hudson.model;

import hudson.EnvVars;
import hudson.remoting.VirtualChannel;
import java.io.IOException;

/** A node as it runs. */
public abstract class Computer extends Actionable {
  private final Node node;

  protected Computer(Node node) {
    this.node = node;
  }

  public Node getNode() {
    return node;
  }

  public String getName() {
    return node.getNodeName();
  }

  @Override
  public String getDisplayName() {
    return node.getDisplayName();
  }

  public abstract VirtualChannel getChannel();

  /** Null where it cannot be told. */
  public abstract Boolean isUnix();

  /** The environment of processes there. */
  public EnvVars getEnvironment() throws IOException, InterruptedException {
    return new EnvVars(System.getenv());
  }
}
