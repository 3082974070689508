package io.jenkins.plugins.paas.step;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.jenkins.plugins.paas.core.audit.AuditTrail;
import io.jenkins.plugins.paas.core.audit.Mutation;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Where the audit goes: each mutating call once, after it has ended, on the thread that made it. A
 * sink is quick, and thread-safe.
 */
public interface AuditSink extends ExtensionPoint {

  void write(Mutation mutation);

  /** Hands the calls of all back ends to all sinks of this controller. */
  static void connect() {
    AuditTrail.to(AuditSink::writeAll);
  }

  private static void writeAll(Mutation mutation) {
    if (Jenkins.getInstanceOrNull() == null) {
      return; // it is going down, or this is an agent
    }
    Mutation named =
        mutation.who().isEmpty() ? mutation.by(Jenkins.getAuthentication2().getName()) : mutation;
    for (AuditSink sink : ExtensionList.lookup(AuditSink.class)) {
      try {
        sink.write(named);
      } catch (RuntimeException e) {
        // one sink's trouble is not the others'
        Logger.getLogger(AuditSink.class.getName())
            .log(Level.WARNING, sink.getClass().getName() + " lost " + named, e);
      }
    }
  }
}
