package io.jenkins.embedded.controller;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import hudson.util.StreamTaskListener;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.MasterToSlaveFileCallable;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FilePathTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private FilePath base;

  @Before
  public void files() throws Exception {
    base = new FilePath(folder.getRoot());
    for (String name :
        List.of("a.yaml", "deploy/b.yaml", "deploy/x/c.yaml", "deploy/.git/d.yaml")) {
      base.child(name).write(name, null);
    }
  }

  private String list(String pattern) throws Exception {
    return Arrays.stream(base.list(pattern))
        .map(f -> f.getRemote().substring(base.getRemote().length() + 1))
        .collect(Collectors.joining(" "));
  }

  @Test
  public void listsByAntPatterns() throws Exception {
    assertEquals("a.yaml", list("*.yaml"));
    assertEquals("deploy/b.yaml", list("deploy/*.yaml"));
    assertEquals("a.yaml deploy/b.yaml deploy/x/c.yaml", list("**/*.yaml"));
    assertEquals("deploy/b.yaml deploy/x/c.yaml", list("deploy/"));
    assertEquals("a.yaml deploy/b.yaml", list("?.yaml, deploy/b*"));
    assertEquals(4, base.list("**/*.yaml", null, false).length);
  }

  @Test
  public void childStaysInsideUnlessALinkLeads() throws Exception {
    assertTrue(base.isDescendant("deploy/not-yet/there"));
    assertFalse(base.isDescendant("../x"));
    Files.createSymbolicLink(new File(folder.getRoot(), "out").toPath(), new File("/tmp").toPath());
    assertFalse(base.isDescendant("out/x"));
    assertThrows(IllegalArgumentException.class, () -> base.isDescendant("/etc"));
  }

  @Test
  public void deletesLinksNotWhatTheyPointTo() throws Exception {
    File other = folder.newFolder("other");
    new FilePath(other).child("kept").write("x", null);
    Files.createSymbolicLink(
        new File(base.child("deploy/link").getRemote()).toPath(), other.toPath());
    base.child("deploy").deleteRecursive();
    assertFalse(base.child("deploy").exists());
    assertTrue(new File(other, "kept").exists());
  }

  @Test
  public void modeIsSetAndRead() throws Exception {
    base.child("a.yaml").chmod(0640);
    assertEquals(0640, base.child("a.yaml").mode());
  }

  @Test
  public void callablesAreCopiedButListenersAreNot() throws Exception {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    NameOf callable = new NameOf(new StreamTaskListener(log, StandardCharsets.UTF_8));
    assertEquals("a.yaml", base.child("a.yaml").act(callable));
    assertEquals(0, callable.calls);
    assertEquals("called\n", log.toString(StandardCharsets.UTF_8));
  }

  @Test
  public void workInsideStartIsRefused() {
    Exception e =
        assertThrows(
            IllegalStateException.class,
            () -> StartGuard.during("paasDeploy", () -> base.child("a.yaml").exists()));
    assertEquals(
        "FilePath.exists touched "
            + base.getRemote()
            + "/a.yaml inside start() of paasDeploy:"
            + " do it on a thread of your own",
        e.getMessage());
  }

  @Test
  public void neverEntersAStream() {
    Exception e =
        assertThrows(
            NotSerializableException.class,
            () -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(base));
    assertTrue(e.getMessage(), e.getMessage().contains("keep the path as text"));
  }

  private static final class NameOf extends MasterToSlaveFileCallable<String> {
    private static final long serialVersionUID = 1L;
    private final StreamTaskListener listener;
    int calls;

    NameOf(StreamTaskListener listener) {
      this.listener = listener;
    }

    @Override
    public String invoke(File f, VirtualChannel channel) {
      calls++;
      listener.getLogger().println("called");
      return f.getName();
    }
  }
}
