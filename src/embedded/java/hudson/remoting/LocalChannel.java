package hudson.remoting;

import io.jenkins.embedded.controller.SerializedCopy;
import java.io.IOException;
import java.util.concurrent.ExecutorService;

/**
 * The way to this very JVM; what goes through is copied by serialisation, as on the way to an
 * agent.
 */
public class LocalChannel implements VirtualChannel {
  public LocalChannel(ExecutorService executor) {}

  @Override
  public <V, T extends Throwable> V call(Callable<V, T> callable) throws T {
    try {
      return SerializedCopy.of(SerializedCopy.of(callable).call());
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be sent to an agent: " + e.getMessage(), e);
    }
  }
}
