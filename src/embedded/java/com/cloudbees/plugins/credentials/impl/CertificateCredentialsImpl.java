package com.cloudbees.plugins.credentials.impl;

import com.cloudbees.plugins.credentials.CredentialsDescriptor;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsUnavailableException;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** A PKCS#12 key store that the controller keeps. */
public class CertificateCredentialsImpl extends BaseStandardCredentials
    implements StandardCertificateCredentials {
  private static final long serialVersionUID = 1L;

  private final KeyStoreSource keyStoreSource;
  private final Secret password;

  @DataBoundConstructor
  public CertificateCredentialsImpl(
      CredentialsScope scope,
      String id,
      String description,
      String password,
      KeyStoreSource keyStoreSource) {
    super(scope, id, description);
    this.password = Secret.fromString(password);
    this.keyStoreSource = keyStoreSource;
  }

  @Override
  public Secret getPassword() {
    return password;
  }

  public KeyStoreSource getKeyStoreSource() {
    return keyStoreSource;
  }

  @Override
  public KeyStore getKeyStore() {
    try {
      return keyStoreSource.toKeyStore(password.getPlainText().toCharArray());
    } catch (GeneralSecurityException | IOException e) {
      throw new CredentialsUnavailableException(
          "keyStore",
          "key store of credential " + getId() + " cannot be opened: " + e.getMessage());
    }
  }

  /** Where the key store comes from. */
  public abstract static class KeyStoreSource extends AbstractDescribableImpl<KeyStoreSource> {
    public abstract KeyStore toKeyStore(char[] password)
        throws GeneralSecurityException, IOException;
  }

  /** The key store itself. */
  public static class UploadedKeyStoreSource extends KeyStoreSource implements Serializable {
    private static final long serialVersionUID = 1L;
    private final SecretBytes uploadedKeystoreBytes;

    /**
     * @param uploadedKeystore in files base64
     */
    @DataBoundConstructor
    public UploadedKeyStoreSource(SecretBytes uploadedKeystore) {
      this.uploadedKeystoreBytes = uploadedKeystore;
    }

    public SecretBytes getUploadedKeystore() {
      return uploadedKeystoreBytes;
    }

    @Override
    public KeyStore toKeyStore(char[] password)
        throws NoSuchAlgorithmException, CertificateException, KeyStoreException, IOException {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(uploadedKeystoreBytes.getPlainData()), password);
      return store;
    }

    /** Known as {@code uploaded}. */
    @Symbol("uploaded")
    public static class DescriptorImpl extends Descriptor<KeyStoreSource> {
      @Override
      public String getDisplayName() {
        return "Upload PKCS#12 certificate";
      }
    }
  }

  /** Known as {@code certificate}. */
  @Symbol("certificate")
  public static class DescriptorImpl extends CredentialsDescriptor {
    @Override
    public String getDisplayName() {
      return "Certificate";
    }
  }
}
