package io.jenkins.plugins.paas.step;

import hudson.Extension;
import io.jenkins.plugins.paas.core.audit.Mutation;
import java.util.logging.Logger;

/** The audit in the log of Jenkins, under this class' name. */
@Extension
public final class AuditLog implements AuditSink {

  private static final Logger LOGGER = Logger.getLogger(AuditLog.class.getName());

  @Override
  public void write(Mutation mutation) {
    LOGGER.info(() -> text(mutation));
  }

  static String text(Mutation m) {
    String text =
        m.who()
            + (m.build().isEmpty() ? "" : " for " + m.build())
            + (m.platform().isEmpty() ? "" : " on platform " + m.platform())
            + ": "
            + m.verb()
            + " "
            + m.object()
            + " at "
            + m.system()
            + ": "
            + m.outcome()
            + " in "
            + m.millis()
            + " ms";
    return text.replaceAll("\\p{Cntrl}", " "); // a line is one event
  }
}
