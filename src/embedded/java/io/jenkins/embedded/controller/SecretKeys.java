package io.jenkins.embedded.controller;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import jenkins.model.Jenkins;

/** Encrypts what is written below the controller's directory: AES-GCM, key in secrets/ (0600). */
public final class SecretKeys {
  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private SecretKeys() {}

  /** Base64 of the random start value and the encrypted bytes. */
  public static String encrypt(byte[] plain) {
    byte[] iv = new byte[IV_BYTES];
    RANDOM.nextBytes(iv);
    try {
      byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, iv).doFinal(plain);
      return Base64.getEncoder()
          .encodeToString(
              ByteBuffer.allocate(IV_BYTES + encrypted.length).put(iv).put(encrypted).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing from this JDK", e);
    }
  }

  /** Null where the text was not encrypted by this controller. */
  public static byte[] decrypt(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      if (bytes.length <= IV_BYTES || Jenkins.getInstanceOrNull() == null) {
        return null;
      }
      byte[] iv = java.util.Arrays.copyOf(bytes, IV_BYTES);
      return cipher(Cipher.DECRYPT_MODE, iv).doFinal(bytes, IV_BYTES, bytes.length - IV_BYTES);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return null;
    }
  }

  /** Names this controller without revealing its key: hexadecimal SHA-256. */
  public static String instanceId() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is missing from this JDK", e);
    }
  }

  private static Cipher cipher(int mode, byte[] iv) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, iv));
    return cipher;
  }

  private static synchronized byte[] key() {
    Path file = Jenkins.get().getRootDir().toPath().resolve("secrets/hudson.util.Secret");
    try {
      if (!Files.exists(file)) {
        byte[] key = new byte[16];
        RANDOM.nextBytes(key);
        Files.createDirectories(file.getParent());
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, key);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the key " + file, e);
    }
  }
}
