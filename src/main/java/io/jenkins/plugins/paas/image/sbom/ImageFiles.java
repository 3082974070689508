package io.jenkins.plugins.paas.image.sbom;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What an image's layers, one on the other, leave of package databases and jars (OCI Image
 * Specification, "Image Layer Filesystem Changeset"). Layers are streamed; only databases are held.
 */
final class ImageFiles {

  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";
  private static final int MAX_DATABASE = 64 << 20;

  private final Map<String, String> texts = new TreeMap<>();
  private final Map<String, List<Component>> jars = new TreeMap<>();

  /** Database files by path, without a leading slash. */
  Map<String, String> texts() {
    return texts;
  }

  /** Libraries by the jar's path. */
  Map<String, List<Component>> jars() {
    return jars;
  }

  /**
   * Lays a layer on those before.
   *
   * @param content a tar file, compressed by gzip or not; what is neither is passed over
   * @throws IOException for zstd, which is not read here
   */
  void add(InputStream content) throws IOException {
    BufferedInputStream in = new BufferedInputStream(content, 1 << 16);
    in.mark(4);
    byte[] start = in.readNBytes(4);
    in.reset();
    if (start.length < 2 || start[0] == '{') {
      return; // an attestation, which is no part of the file system
    }
    if (start[0] == 0x28 && start[1] == (byte) 0xb5) {
      throw new IOException("a layer is compressed by zstd, which only syft reads: install it");
    }
    boolean gzip = start[0] == 0x1f && start[1] == (byte) 0x8b;
    Map<String, String> newTexts = new HashMap<>();
    Map<String, List<Component>> newJars = new HashMap<>();
    List<String> gone = new ArrayList<>();
    TarArchiveInputStream tar =
        new TarArchiveInputStream(gzip ? new GZIPInputStream(in, 1 << 16) : in);
    for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
      String path = e.getName().replaceFirst("^(\\./|/)+", "");
      String name = path.substring(path.lastIndexOf('/') + 1);
      String directory = path.substring(0, path.length() - name.length());
      if (name.equals(OPAQUE)) {
        gone.add(directory);
      } else if (name.startsWith(WHITEOUT)) {
        gone.add(directory + name.substring(WHITEOUT.length()));
      } else if (e.isFile() && isDatabase(path)) {
        newTexts.put(path, text(tar, path));
      } else if (e.isFile() && name.endsWith(".jar")) {
        newJars.put(path, JarContent.of(name, tar));
      } else if (name.endsWith(".jar") || isDatabase(path)) {
        gone.add(path); // a link or a directory took the place
      }
    }
    texts.keySet().removeIf(path -> isGone(path, gone));
    jars.keySet().removeIf(path -> isGone(path, gone));
    texts.putAll(newTexts);
    jars.putAll(newJars);
  }

  private static boolean isGone(String path, List<String> gone) {
    for (String g : gone) {
      if (path.equals(g) || path.startsWith(g.endsWith("/") ? g : g + "/")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDatabase(String path) {
    return path.equals("var/lib/dpkg/status")
        || path.startsWith("var/lib/dpkg/status.d/") && !path.endsWith(".md5sums")
        || path.equals("lib/apk/db/installed")
        || path.equals("usr/lib/apk/db/installed")
        || path.equals("etc/os-release")
        || path.equals("usr/lib/os-release");
  }

  private static String text(InputStream in, String path) throws IOException {
    byte[] bytes = in.readNBytes(MAX_DATABASE + 1);
    if (bytes.length > MAX_DATABASE) {
      throw new IOException(path + " in the image has more than " + MAX_DATABASE + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
