package com.cloudbees.plugins.credentials.common;

/** A list of credentials, each as its id and its description. */
public class StandardListBoxModel
    extends AbstractIdCredentialsListBoxModel<StandardListBoxModel, StandardCredentials> {
  private static final long serialVersionUID = 1L;

  @Override
  protected String describe(StandardCredentials c) {
    String description = c.getDescription();
    return description == null || description.isEmpty()
        ? c.getId()
        : c.getId() + " (" + description + ")";
  }
}
