package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;

/** A credential with a user name. */
public interface UsernameCredentials extends Credentials {
  String getUsername();

  /** Whether the name is to be hidden in logs, too. */
  default boolean isUsernameSecret() {
    return false;
  }
}
