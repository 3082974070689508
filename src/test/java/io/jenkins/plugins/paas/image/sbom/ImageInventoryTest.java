package io.jenkins.plugins.paas.image.sbom;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.core.ImageReference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.Test;

/** What is found in layers, one on the other. */
public class ImageInventoryTest {

  private static final String STATUS =
      "Package: libc6\nStatus: install ok installed\nArchitecture: amd64\nVersion: 2.36-9+deb12u8\n"
          + "Description: GNU C Library\n with a second line: yes\n\n"
          + "Package: gone\nStatus: deinstall ok config-files\nVersion: 1\nArchitecture: all\n";

  private static final String OS = "PRETTY_NAME=\"Debian\"\nID=debian\nVERSION_ID=\"12\"\n";

  private final ImageFiles files = new ImageFiles();

  @Test
  public void packagesOfDebian() throws Exception {
    files.add(layer(true, "./etc/os-release", OS, "./var/lib/dpkg/status", STATUS));
    assertEquals(
        List.of("pkg:deb/debian/libc6@2.36-9%2Bdeb12u8?arch=amd64&distro=debian-12"), purls());
  }

  @Test
  public void packagesOfImagesWithoutAPackageManager() throws Exception {
    files.add(
        layer(
            true,
            "usr/lib/os-release",
            OS,
            "var/lib/dpkg/status.d/tzdata",
            "Package: tzdata\nVersion: 2024a\nArchitecture: all\n",
            "var/lib/dpkg/status.d/tzdata.md5sums",
            "0 usr/share\n"));
    assertEquals(List.of("pkg:deb/debian/tzdata@2024a?arch=all&distro=debian-12"), purls());
  }

  @Test
  public void packagesOfAlpine() throws Exception {
    files.add(
        layer(
            false,
            "etc/os-release",
            "ID=alpine\nVERSION_ID=3.20.1\n",
            "lib/apk/db/installed",
            "C:Q1x=\nP:musl\nV:1.2.5-r0\nA:x86_64\n\nP:busybox\nV:1.36.1-r29\nA:x86_64\n"));
    assertEquals(
        List.of(
            "pkg:apk/alpine/busybox@1.36.1-r29?arch=x86_64&distro=alpine-3.20.1",
            "pkg:apk/alpine/musl@1.2.5-r0?arch=x86_64&distro=alpine-3.20.1"),
        purls());
  }

  @Test
  public void librariesByTheirCoordinatesElseByTheirNames() throws Exception {
    byte[] known =
        jar("META-INF/maven/org.shop/core/pom.properties", pom("org.shop", "core", "1.2"));
    byte[] fat = jar("BOOT-INF/lib/inner-3.1.jar", jar("A.class", new byte[0]), "x", known);
    files.add(layer(true, "app/libs/core-1.2.jar", known, "app/libs/other-2.0.1.jar", jar()));
    files.add(layer(true, "app/fat.jar", fat, "app/broken-4.jar", "no jar"));
    assertEquals(
        List.of("broken 4", "inner 3.1", "other 2.0.1", "core 1.2"),
        ImageInventory.components(files).stream()
            .map(c -> c.name() + " " + c.version())
            .sorted((a, b) -> a.startsWith("core") ? 1 : b.startsWith("core") ? -1 : a.compareTo(b))
            .toList());
    assertTrue(purls().contains("pkg:maven/org.shop/core@1.2"));
  }

  @Test
  public void whatALaterLayerRemovesIsNotThere() throws Exception {
    files.add(layer(true, "a/one-1.jar", jar(), "b/two-2.jar", jar(), "b/c/three-3.jar", jar()));
    files.add(layer(true, "a/.wh.one-1.jar", "", "b/.wh..wh..opq", "", "b/four-4.jar", jar()));
    assertEquals(
        List.of("four"), ImageInventory.components(files).stream().map(Component::name).toList());
  }

  @Test
  public void whatIsNoLayerIsPassedOverAndZstdIsRefused() throws Exception {
    files.add(new ByteArrayInputStream("{\"_type\":\"in-toto\"}".getBytes(StandardCharsets.UTF_8)));
    assertEquals(List.of(), ImageInventory.components(files));
    byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0};
    IOException refused =
        assertThrows(IOException.class, () -> files.add(new ByteArrayInputStream(zstd)));
    assertTrue(refused.getMessage(), refused.getMessage().contains("syft"));
  }

  @Test
  public void theDocumentIsTheSameForTheSameImage() throws Exception {
    files.add(layer(true, "etc/os-release", OS, "var/lib/dpkg/status", STATUS, "a/x-1.jar", jar()));
    String digest = "sha256:" + "ab".repeat(32);
    ImageReference image = ImageReference.parse("reg.example/shop/api@" + digest);
    List<Component> components = ImageInventory.components(files);
    byte[] document = CycloneDx.write(image, 1700000000, components);
    assertArrayEquals(document, CycloneDx.write(image, 1700000000, components));
    JsonNode bom = new ObjectMapper().readTree(document);
    assertEquals("CycloneDX", bom.path("bomFormat").asText());
    assertEquals("2023-11-14T22:13:20Z", bom.path("metadata").path("timestamp").asText());
    assertEquals(digest, bom.path("metadata").path("component").path("version").asText());
    assertEquals(2, CycloneDx.count(document));
    assertFalse(bom.path("components").path(0).has("purl"));
    assertEquals(purls().get(1), bom.path("components").path(1).path("purl").asText());
    assertThrows(
        IOException.class,
        () -> CycloneDx.count("{\"spdxVersion\":\"SPDX-2.3\"}".getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> purls() {
    return ImageInventory.components(files).stream().map(Component::purl).toList();
  }

  private static byte[] pom(String group, String artifact, String version) {
    return ("groupId=" + group + "\nartifactId=" + artifact + "\nversion=" + version + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] jar(Object... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
      for (int i = 0; i < entries.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) entries[i]));
        zip.write((byte[]) entries[i + 1]);
      }
    }
    return bytes.toByteArray();
  }

  private static ByteArrayInputStream layer(boolean gzip, Object... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OutputStream out = gzip ? new GZIPOutputStream(bytes) : bytes;
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (int i = 0; i < entries.length; i += 2) {
        byte[] content =
            entries[i + 1] instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : (byte[]) entries[i + 1];
        TarArchiveEntry entry = new TarArchiveEntry((String) entries[i]);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
