package io.jenkins.plugins.paas.core.http;

import java.security.KeyStore;
import java.util.function.Supplier;

/**
 * A client certificate with its key.
 *
 * @param keyStore where both are
 * @param password opens the key; asked for when a client is made
 * @param identity names the certificate without revealing the key
 */
public record ClientIdentity(KeyStore keyStore, Supplier<char[]> password, String identity) {}
