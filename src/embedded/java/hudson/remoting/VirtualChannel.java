package hudson.remoting;

import java.io.IOException;

/** The way to the JVM of a node. */
public interface VirtualChannel {
  <V, T extends Throwable> V call(Callable<V, T> callable)
      throws IOException, T, InterruptedException;
}
