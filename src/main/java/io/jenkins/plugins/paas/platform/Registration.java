package io.jenkins.plugins.paas.platform;

import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import java.io.Serializable;

/** A way by which Prometheus learns of scrape targets. */
public abstract class Registration extends AbstractDescribableImpl<Registration>
    implements ExtensionPoint, Serializable {

  private static final long serialVersionUID = 1L;
}
