package com.cloudbees.plugins.credentials;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Run;
import java.io.Serializable;

/** Something secret that is used by its id. */
public interface Credentials extends Describable<Credentials>, Serializable, ExtensionPoint {
  CredentialsScope getScope();

  @Override
  CredentialsDescriptor getDescriptor();

  /** As this run may use it; kinds that are bound to a run narrow themselves here. */
  default Credentials forRun(Run<?, ?> context) {
    return this;
  }
}
