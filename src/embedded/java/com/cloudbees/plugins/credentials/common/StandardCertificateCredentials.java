package com.cloudbees.plugins.credentials.common;

/** A key and its certificate with an id. */
public interface StandardCertificateCredentials
    extends StandardCredentials, CertificateCredentials {}
