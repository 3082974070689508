package com.cloudbees.plugins.credentials.domains;

import java.io.Serializable;

/** What a credential is wanted for. */
public class DomainRequirement implements Serializable {
  private static final long serialVersionUID = 1L;
}
