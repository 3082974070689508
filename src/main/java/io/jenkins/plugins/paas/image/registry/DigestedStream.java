package io.jenkins.plugins.paas.image.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Content whose digest is known when it has been read. Not thread-safe. */
final class DigestedStream extends FilterInputStream {

  private final MessageDigest sha;
  private String digest;
  private boolean broken;

  DigestedStream(InputStream in) {
    this(in, sha256());
  }

  private DigestedStream(InputStream in, MessageDigest sha) {
    super(new DigestInputStream(in, sha));
    this.sha = sha;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    try {
      return super.read(to, offset, length);
    } catch (IOException e) {
      broken = true;
      throw e;
    }
  }

  /** Whether the connection failed, not what reads it. */
  boolean isBroken() {
    return broken;
  }

  /** Reads the rest, and tells {@code sha256:…} of it all. */
  String digestOfAll() throws IOException {
    if (digest == null) {
      transferTo(OutputStream.nullOutputStream());
      digest = "sha256:" + HexFormat.of().formatHex(sha.digest());
    }
    return digest;
  }

  /** Keeps the content open for {@link #digestOfAll}: archive readers close what they read. */
  @Override
  public void close() {
    // the exchange that it belongs to closes it
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
