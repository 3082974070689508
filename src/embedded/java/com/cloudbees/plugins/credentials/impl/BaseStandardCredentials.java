package com.cloudbees.plugins.credentials.impl;

import com.cloudbees.plugins.credentials.BaseCredentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import java.util.UUID;

/** Base class of credentials with an id; equal ids are equal credentials. */
public abstract class BaseStandardCredentials extends BaseCredentials
    implements StandardCredentials {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final String description;

  /**
   * @param id a random one where it is null or empty
   */
  public BaseStandardCredentials(CredentialsScope scope, String id, String description) {
    super(scope);
    this.id = id == null || id.isEmpty() ? UUID.randomUUID().toString() : id;
    this.description = description == null ? "" : description;
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public String getDescription() {
    return description;
  }

  @Override
  public final boolean equals(Object o) {
    return o instanceof BaseStandardCredentials && ((BaseStandardCredentials) o).id.equals(id);
  }

  @Override
  public final int hashCode() {
    return id.hashCode();
  }
}
