package io.jenkins.embedded.platform.runtime;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LayerUnpackerTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private Path root;
  private LayerUnpacker unpacker;

  @Before
  public void prepare() throws IOException {
    root = folder.getRoot().toPath().resolve("image");
    unpacker = new LayerUnpacker(root);
  }

  private void unpack(TinyImage layer) throws IOException {
    unpacker.unpack(new ByteArrayInputStream(layer.layer()));
  }

  private String refused(TinyImage layer) {
    return assertThrows(PullFailure.class, () -> unpack(layer)).getMessage();
  }

  @Test
  public void whiteoutsHideLowerLayers() throws IOException {
    unpack(
        new TinyImage()
            .file("a/one", new byte[1])
            .file("a/two", new byte[1])
            .file("b/x", new byte[1]));
    unpack(
        new TinyImage()
            .file("a/.wh.one", new byte[0])
            .file("b/.wh..wh..opq", new byte[0])
            .file("b/y", new byte[2]));
    assertFalse(Files.exists(root.resolve("a/one")));
    assertTrue(Files.exists(root.resolve("a/two")));
    assertFalse(Files.exists(root.resolve("b/x")));
    assertEquals(2, Files.size(root.resolve("b/y")));
  }

  @Test
  public void linksStayInside() throws IOException {
    unpack(
        new TinyImage()
            .file("lib/real", new byte[3])
            .link("lib/soft", TarConstants.LF_SYMLINK, "real")
            .link("lib/hard", TarConstants.LF_LINK, "lib/real")
            .link("lib/absolute", TarConstants.LF_SYMLINK, "/etc/passwd"));
    assertEquals(3, Files.size(root.resolve("lib/soft")));
    assertEquals(3, Files.size(root.resolve("lib/hard")));
    assertFalse(Files.exists(root.resolve("lib/absolute"), LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  public void refusesWhatLeavesTheDirectory() throws IOException {
    assertTrue(
        refused(new TinyImage().link("up", TarConstants.LF_SYMLINK, "../.."))
            .contains("'up' links outside of the image"));
  }

  @Test
  public void refusesDevices() throws IOException {
    assertTrue(
        refused(new TinyImage().link("dev/null", TarConstants.LF_CHR, ""))
            .contains("'dev/null' is a device or a pipe"));
  }

  @Test
  public void refusesHardLinksToTheMachine() throws IOException {
    assertTrue(
        refused(new TinyImage().link("passwd", TarConstants.LF_LINK, "/etc/passwd"))
            .contains("'passwd' points outside of the image"));
  }
}
