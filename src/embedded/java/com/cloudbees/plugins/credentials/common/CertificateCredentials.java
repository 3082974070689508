package com.cloudbees.plugins.credentials.common;

import java.security.KeyStore;

/** A key and its certificate. */
public interface CertificateCredentials extends PasswordCredentials {
  KeyStore getKeyStore();
}
