package io.jenkins.embedded.controller.cps;

import com.cloudbees.groovy.cps.impl.CallSiteBlock;
import com.cloudbees.groovy.cps.sandbox.DefaultInvoker;
import com.cloudbees.groovy.cps.sandbox.Invoker;
import java.time.Duration;

/** Makes every operation of a script fail once its time is over, so that loops come to an end. */
final class LimitedInvoker extends DefaultInvoker {
  private static final long serialVersionUID = 1L;

  // Of this JVM's clock: the stored program is read back in the same process.
  private final long end;
  private final long seconds;

  LimitedInvoker(Duration patience) {
    this.seconds = patience.toSeconds();
    this.end = System.nanoTime() + patience.toNanos();
  }

  private void check() {
    if (System.nanoTime() - end > 0) {
      throw new IllegalStateException("no end after " + seconds + " s");
    }
  }

  @Override
  public Object methodCall(Object receiver, String method, Object[] arguments) throws Throwable {
    check();
    return super.methodCall(receiver, method, arguments);
  }

  @Override
  public Object getProperty(Object receiver, String property) throws Throwable {
    check();
    return super.getProperty(receiver, property);
  }

  @Override
  public Invoker contextualize(CallSiteBlock tags) {
    return this;
  }
}
