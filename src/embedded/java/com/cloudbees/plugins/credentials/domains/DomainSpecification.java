package com.cloudbees.plugins.credentials.domains;

import hudson.model.AbstractDescribableImpl;
import java.io.Serializable;

/** Restricts a domain; the embedded controller has none. */
public abstract class DomainSpecification extends AbstractDescribableImpl<DomainSpecification>
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
