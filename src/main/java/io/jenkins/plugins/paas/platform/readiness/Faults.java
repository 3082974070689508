package io.jenkins.plugins.paas.platform.readiness;

import io.jenkins.plugins.paas.core.http.HttpFailure;
import io.jenkins.plugins.paas.core.wait.PassingFault;
import io.jenkins.plugins.paas.kube.KubeFailure;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What a failure says about a component. */
public final class Faults {

  private static final Logger LOGGER = Logger.getLogger(Faults.class.getName());

  private Faults() {}

  /** A finding out of the failure; its message is the evidence. */
  public static Finding finding(Need need, String component, Throwable failure) {
    Finding.Notes notes = Finding.about(need, component);
    note(notes, failure);
    return notes.finding();
  }

  /** Adds the failure to what is known so far. */
  public static void note(Finding.Notes notes, Throwable failure) {
    String text = failure.getMessage();
    if (text == null || failure instanceof RuntimeException || failure instanceof LinkageError) {
      LOGGER.log(Level.WARNING, "A check failed by itself", failure);
      notes.flaw(
          Readiness.UNKNOWN,
          "the check failed by itself: " + failure.getClass().getSimpleName() + ": " + text,
          "See the log of Jenkins, and report it.");
      return;
    }
    notes.flaw(outcome(failure), text, remedy(failure));
  }

  private static Readiness outcome(Throwable failure) {
    if (failure instanceof PassingFault fault) {
      if (fault.isUnreachable()) {
        return Readiness.MISSING;
      }
      return fault.isTransient() ? Readiness.UNKNOWN : Readiness.DEGRADED;
    }
    return Readiness.DEGRADED;
  }

  private static String remedy(Throwable failure) {
    int status = failure instanceof HttpFailure http ? http.status() : 0;
    status = failure instanceof KubeFailure kube ? kube.status() : status;
    if (failure instanceof PassingFault fault && fault.isUnreachable()) {
      return "Start it, or correct the platform's URL.";
    }
    if (status == 401) {
      return "Replace the secret of the credential, or choose another.";
    }
    if (status == 403) {
      return "Give the credential the right, or choose another.";
    }
    return isTls(failure)
        ? "Renew the certificate, or configure the CA that it is of."
        : failure instanceof PassingFault fault && fault.isTransient()
            ? "Look at its own log; check again when it has settled."
            : "";
  }

  private static boolean isTls(Throwable failure) {
    return failure instanceof HttpFailure http && http.kind() == HttpFailure.Kind.TLS
        || failure instanceof KubeFailure kube && kube.kind() == KubeFailure.Kind.TLS;
  }
}
